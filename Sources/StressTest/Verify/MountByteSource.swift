import Alluxio
import Glibc
import OSThreads

/// Reads through a local folder that shows Alluxio's tree: a FUSE mount, or the under store's own folder.
struct MountByteSource: ByteSource {
    let folder: String

    func prepare() {}

    func read(_ path: AlluxioPath, _ take: (UnsafeRawBufferPointer) throws -> Void) -> ByteSourceEnd {
        let local = folder + path.description
        // What is no file, such as a pipe without a writer, must not make it wait.
        let descriptor = open(local, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let error = SystemError(doing: "open \(local)")
            return error.isNotFound ? .missing : .failed(AlluxioError(error, .localRead, path))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let error = SystemError(code: EINVAL, doing: "read \(local) as a file")
            return .failed(AlluxioError(error, .localRead, path))
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count == 0 { return .whole }
            guard count > 0 else {
                if errno == EINTR { continue }
                return .failed(AlluxioError(SystemError(doing: "read \(local)"), .localRead, path))
            }
            do { try take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) } catch {
                return .failed(AlluxioError(own: error, at: path))
            }
        }
    }
}

extension AlluxioError {
    fileprivate init(own error: any Error, at path: AlluxioPath) {
        self = error as? AlluxioError ?? AlluxioError(.local, "\(error)", operation: .localRead, path: path)
    }
}
