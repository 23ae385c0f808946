import Alluxio
import FoundationEssentials
import Glibc
import OSThreads
import TestSupport

/// One upload that is cut, then made again in full.
struct CutUpload: Sendable, CustomStringConvertible {
    enum How: Sendable {
        /// The closure throws at a byte.
        case throwing
        /// The closure waits at a byte until the deadline has passed.
        case deadline
        /// The connection breaks after a byte, or takes no more of them.
        case relay(TCPRelay.Cut)
    }

    static let size = 1_500_000

    var number: Int
    var how: How
    var position: Int
    var blockSize: Int64

    init(number: Int, random: inout SeededGenerator) {
        self.number = number
        switch number % 10 {
        case 0...2: how = .throwing
        case 3, 4: how = .deadline
        case 5, 6: how = .relay(.reset)
        case 7, 8: how = .relay(.close)
        default: how = .relay(.stall)
        }
        // Half of them near the beginning, where a worker that is left too soon keeps its block reserved.
        position = .random(in: 0..<(Bool.random(using: &random) ? 100_000 : Self.size), using: &random)
        blockSize = Bool.random(using: &random) ? 2 << 20 : 512 << 10
    }

    var description: String { "upload \(number), \(how) at \(position), blocks of \(blockSize)" }
}

/// What became of a cut upload.
struct CutOutcome: Sendable {
    var upload: CutUpload
    /// The error of the cut upload.
    var error: AlluxioError?
    /// The number that the file's blocks begin with.
    var blockContainer: Int64 = 0
    /// The file that was then written in its place.
    var rewritten: FileStatus?
    var isContentRight = false
    /// What was thrown where nothing should be.
    var surprise: String?
}

/// Makes cut uploads, in a folder that is there.
struct CutUploader: Sendable {
    struct Broke: Error {}
    private struct FileID: Decodable { var fileId: Int64 }

    let proxy: ProxyAddress
    let folder: AlluxioPath
    static let content: [UInt8] = (0..<CutUpload.size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) }

    func run(_ upload: CutUpload) -> CutOutcome {
        var outcome = CutOutcome(upload: upload)
        do {
            let path = try folder.appending("file_\(upload.number)")
            let relay = try TCPRelay(to: proxy.host, port: proxy.port)
            var configuration = AlluxioClient.Configuration()
            if case .relay(.stall) = upload.how {
                configuration.stallTimeout = .milliseconds(200)
                // What is small enough is all in the system's buffers, and it is its answer that doesn't come.
                configuration.metadataTimeout = .seconds(4)
            }
            let client = try AlluxioClient(
                ProxyAddress(host: "127.0.0.1", port: relay.port), configuration: configuration)
            do { try cut(upload, client, relay, path, &outcome) } catch let error as AlluxioError {
                outcome.error = error
            }
            client.deadline = nil
            try writeAgain(path, &outcome)
        } catch {
            outcome.surprise = "\(error)"
        }
        return outcome
    }

    private func cut(
        _ upload: CutUpload, _ client: AlluxioClient, _ relay: TCPRelay, _ path: AlluxioPath,
        _ outcome: inout CutOutcome
    ) throws {
        let options = CreateFileOptions { $0.blockSizeBytes = upload.blockSize }
        try client.withWriter(path, options) { writer in
            outcome.blockContainer = try client.getStatus(path, as: FileID.self).fileId >> 24
            var sent = 0
            switch upload.how {
            case .throwing:
                try writer.write { buffer in
                    if sent == upload.position { throw Broke() }
                    return Self.fill(buffer, &sent, to: upload.position)
                }
            case .deadline:
                let deadline = MonotonicTime.now + .milliseconds(upload.position % 50)
                client.deadline = deadline
                try writer.write { buffer in
                    if sent == upload.position {
                        _ = Monitor(false).wait(until: deadline) { $0 ? true : nil }
                    }
                    // Without an end: only the deadline ends it.
                    return sent < upload.position
                        ? Self.fill(buffer, &sent, to: upload.position) : buffer.count
                }
            case .relay(let how):
                relay.cut(after: upload.position, how)
                try writer.write { Self.fill($0, &sent, to: CutUpload.size) }
            }
        }
    }

    private func writeAgain(_ path: AlluxioPath, _ outcome: inout CutOutcome) throws {
        let client = try AlluxioClient(proxy)
        try client.withWriter(path, CreateFileOptions { $0.blockSizeBytes = 2 << 20 }) { writer in
            var sent = 0
            try writer.write { Self.fill($0, &sent, to: CutUpload.size) }
        }
        outcome.rewritten = try RealFolder.awaitComplete(path, client)
        var offset = 0
        var isRight = true
        try client.withReader(path) { reader in
            _ = try reader.read { piece in
                isRight = isRight && Self.isContent(piece, at: offset)
                offset += piece.count
            }
        }
        outcome.isContentRight = isRight && offset == CutUpload.size
        try client.delete(path)
    }

    private static func isContent(_ piece: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        content.withUnsafeBytes { content in
            guard let came = piece.baseAddress, let due = content.baseAddress else { return piece.isEmpty }
            return offset + piece.count <= content.count && memcmp(came, due + offset, piece.count) == 0
        }
    }

    /// Puts what comes next of the content into a buffer.
    private static func fill(_ buffer: UnsafeMutableRawBufferPointer, _ sent: inout Int, to end: Int) -> Int {
        let count = min(buffer.count, end - sent)
        let from = sent
        content.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[from..<(from + count)]))
        }
        sent += count
        return count
    }
}
