import CPMIx
import Glibc
import OSThreads

/// PMIx in Swift's clothes. What is handed to the library for a callback is held until that comes, even where nobody waits
/// any longer.
struct PMIxClient: @unchecked Sendable {
    // Sendable holds: the library may be called by any thread, and the client is never freed.
    private let client: OpaquePointer

    init() throws(LaunchError) {
        var problem = [CChar](repeating: 0, count: 512)
        guard let client = cpmix_open(&problem, problem.count) else {
            let bytes = problem.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw LaunchError(.noLibrary, String(decoding: bytes, as: UTF8.self))
        }
        self.client = client
    }

    func join() -> Result<(rank: Int, size: Int), LaunchError> {
        var (rank, size) = (UInt32(), UInt32())
        let status = cpmix_join(client, &rank, &size)
        guard status == CPMIX_SUCCESS else { return .failure(error(status)) }
        return .success((Int(rank), Int(size)))
    }

    /// Lets others ask for bytes, piece by piece.
    func publish(_ bytes: [UInt8], as key: String) throws(LaunchError) {
        for (number, piece) in Parcel.pieces(of: bytes).enumerated() {
            try put(piece, as: Parcel.key(key, piece: number))
        }
        try commit()
    }

    /// Not seen by others before `commit`.
    private func put(_ bytes: [UInt8], as key: String) throws(LaunchError) {
        let status = cpmix_put(client, key, bytes, bytes.count)
        guard status == CPMIX_SUCCESS else { throw error(status) }
    }

    private func commit() throws(LaunchError) {
        let status = cpmix_commit(client)
        guard status == CPMIX_SUCCESS else { throw error(status) }
    }

    typealias Answer = Result<[UInt8]?, LaunchError>

    /// Asks once: `answer` gets the bytes, or nil where they aren't there yet.
    func request(_ key: String, from rank: Int, _ answer: @escaping @Sendable (Answer) -> Void) {
        let handed = Unmanaged.passRetained(Handed { status, bytes in answer(self.answer(status, bytes)) })
        let status = cpmix_request(
            client, UInt32(rank), key,
            { status, bytes, count, context in
                guard let context else { return }
                let bytes = [UInt8](UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
                Unmanaged<Handed>.fromOpaque(context).takeRetainedValue().take(status, bytes)
            }, handed.toOpaque())
        if status != CPMIX_SUCCESS { handed.takeRetainedValue().take(status, []) }
    }

    private func answer(_ status: CInt, _ bytes: [UInt8]) -> Answer {
        switch Int(status) {
        case CPMIX_SUCCESS: .success(bytes)
        // Slurm lets what another node is asked for expire.
        case CPMIX_ERR_NOT_FOUND, CPMIX_ERR_TIMEOUT: .success(nil)
        default: .failure(error(status))
        }
    }

    func enterBarrier(_ passed: @escaping @Sendable (Result<Void, LaunchError>) -> Void) {
        let handed = Unmanaged.passRetained(
            Handed { status, _ in
                passed(status == CPMIX_SUCCESS ? .success(()) : .failure(error(status)))
            })
        let status = cpmix_enter_barrier(
            client,
            { status, context in
                guard let context else { return }
                Unmanaged<Handed>.fromOpaque(context).takeRetainedValue().take(status, [])
            }, handed.toOpaque())
        guard status != CPMIX_SUCCESS else { return }
        let isDone = status == CPMIX_OPERATION_SUCCEEDED
        handed.takeRetainedValue().take(isDone ? CInt(CPMIX_SUCCESS) : status, [])
    }

    func leave() { _ = cpmix_leave(client) }

    private func error(_ status: CInt) -> LaunchError {
        let text = cpmix_status_text(client, status).map { String(cString: $0) } ?? "no text"
        return LaunchError(.refused, "\(text) (PMIx status \(status))")
    }

    /// What a callback gets back.
    private final class Handed: Sendable {
        let take: @Sendable (CInt, [UInt8]) -> Void
        init(_ take: @escaping @Sendable (CInt, [UInt8]) -> Void) { self.take = take }
    }
}
