import Alluxio
import HTTP
import OSThreads

/// Reads through Alluxio's own shell, `{home}/bin/alluxio fs cat`: a way in that shares no code with the proxy's.
struct ShellByteSource: ByteSource {
    let home: String
    /// How long the shell may be silent.
    let silence: Duration
    /// What ends its reads from outside.
    let cutoff: Cutoff

    func prepare() {}

    func read(_ path: AlluxioPath, _ take: (UnsafeRawBufferPointer) throws -> Void) -> ByteSourceEnd {
        do {
            let shell = try Subprocess(
                "\(home)/bin/alluxio", ["fs", "cat", path.description], errors: .apart, group: .own)
            // A failed `cat` says why on standard output, where the data would be.
            var beginning: [UInt8] = []
            var failure: (any Error)?
            let ended = try pump(shell) { piece in
                beginning += piece.prefix(Self.messageKept - beginning.count)
                if failure == nil { do { try take(piece) } catch { failure = error } }
            }
            if let failure { return .failed(failure as? AlluxioError ?? local("\(failure)", path)) }
            switch ended {
            case .output: return end(shell, String(decoding: beginning, as: UTF8.self), path)
            case .silence:
                return .failed(local("alluxio fs cat was silent for \(silence.seconds) s", path))
            case .cutOff:
                return .failed(
                    AlluxioError(.cancelled, "the run was ended", operation: .localRead, path: path))
            }
        } catch {
            return .failed(local("\(error)", path))
        }
    }

    /// What failed to be read, its message with it, is no longer than this.
    private static let messageKept = 4096

    /// What was at its end, or the end of it all.
    private enum Ended {
        case output
        case silence
        case cutOff
    }

    /// While the shell is silent it is looked so often whether the run is ended.
    private static let look: Duration = .milliseconds(100)

    /// Reads all that the shell writes.
    private func pump(_ shell: Subprocess, _ take: (UnsafeRawBufferPointer) -> Void) throws(SystemError)
        -> Ended
    {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
        defer { buffer.deallocate() }
        var end = MonotonicTime.now + silence
        while case let now = MonotonicTime.now, now < cutoff.moment(of: .transfer) {
            if let count = try shell.read(into: buffer, until: min(end, now + Self.look)) {
                if count == 0 { return .output }
                take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                end = .now + silence
            } else if .now >= end {
                return .silence
            }
        }
        return .cutOff
    }

    private func end(_ shell: Subprocess, _ output: String, _ path: AlluxioPath) -> ByteSourceEnd {
        let status = shell.wait()
        if status == .exited(0) { return .whole }
        if output.contains("\"\(path)\" does not exist") { return .missing }
        // Where data came before the failure, only standard error tells.
        let isMessage = !output.isEmpty && output.utf8.count < Self.messageKept
        let message = (isMessage ? output : shell.errorText()).split(separator: "\n").first ?? ""
        return .failed(local("alluxio fs cat ended with \(status): \(message)", path))
    }

    private func local(_ message: String, _ path: AlluxioPath) -> AlluxioError {
        AlluxioError(.local, message, operation: .localRead, path: path)
    }
}
