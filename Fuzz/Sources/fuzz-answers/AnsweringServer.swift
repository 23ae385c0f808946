@_spi(Fuzzing) import Alluxio
import Glibc
import Synchronization

/// A server that answers by scripts, each connection on a thread of its own: a client opens another before it has let go of
/// one that it gave up.
final class AnsweringServer: Sendable {
    static let only = AnsweringServer()

    private let listener: Int32
    private let port: Int
    private let script = Mutex<AnswerScript?>(nil)

    private init() {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        guard isListening else { fatalError("the server can't listen: \(errno)") }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        startThread { [self] in serve() }
    }

    /// A client whose requests get the script's answers, with limits that are soon over.
    func client(answeredBy script: AnswerScript) -> AlluxioClient {
        self.script.withLock { $0 = script }
        var configuration = AlluxioClient.Configuration()
        configuration.stallTimeout = .milliseconds(20)
        configuration.metadataTimeout = .milliseconds(20)
        configuration.leaveOutPauses()
        do {
            return try AlluxioClient(
                ProxyAddress(host: "127.0.0.1", port: port), configuration: configuration)
        } catch {
            fatalError("\(error)")
        }
    }

    private func serve() {
        while true {
            let descriptor = accept(listener, nil, nil)
            // libFuzzer's clock interrupts calls.
            guard descriptor >= 0 else { continue }
            let script = script.withLock { $0 }
            startThread {
                if let script {
                    var connection = AnsweringConnection(descriptor)
                    while connection.answer(by: script) {}
                }
                close(descriptor)
            }
        }
    }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }, Unmanaged.passRetained(ThreadBody(body)).toOpaque())
    guard code == 0 else { fatalError("no thread: \(code)") }
    pthread_detach(thread)
}
