import CCurl
import OSThreads

/// What one request's callbacks know and note; libcurl's context pointer points here.
final class Transfer {
    /// Holds libcurl's own text for a failure; CURL_ERROR_SIZE bytes.
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    /// How many bytes of the body of another status than 200 are collected at most.
    private static let errorBytes = 1 << 20
    /// How many bytes of headers are taken. libcurl has a limit of its own for an answer's head, and none for the headers after a
    /// chunked body, all of which it keeps.
    private static let headerBytes = 1 << 20

    private var fill: ((UnsafeMutableRawBufferPointer) throws -> Int)?
    private let beginning = BodyBeginning()
    private var receive: ((UnsafeRawBufferPointer) throws -> Void)?
    private var answer: [UInt8] = []
    /// How many bytes that may have.
    private(set) var answerBytes = 0
    /// The handle at work, while it is.
    private var easy: EasyHandle?

    /// How often the request was begun: libcurl sends it again by itself when a kept connection dies, which is refused.
    private(set) var begun = 0
    /// Body bytes moved either way.
    private(set) var bytesMoved: Int64 = 0
    /// Those that the request's closures gave or were given.
    private(set) var bytesStreamed: Int64 = 0
    private(set) var firstByte: MonotonicTime?
    private var head = AnswerHead()
    private var hasBody = false
    /// Whether the request has a streamed body whose end was not reached.
    private(set) var uploading = false
    private(set) var answerTooLong = false
    /// How many bytes of headers have come, and whether they are more than are taken.
    private var headersTaken = 0
    var headersTooLong: Bool { headersTaken > Self.headerBytes }
    /// Whether the answer's first header goes on with one that there is not.
    private(set) var isFolded = false
    /// What one of the request's closures threw.
    private(set) var thrown: (any Error)?
    /// Set to let the streamed body end at the next piece.
    var endUpload = false

    deinit { errorText.deallocate() }

    func begin(
        _ body: HTTPRequest.Body, _ receive: ((UnsafeRawBufferPointer) throws -> Void)?, answerBytes: Int,
        on easy: EasyHandle
    ) {
        self.easy = easy
        if case .stream(let fill) = body { self.fill = fill }
        self.receive = receive
        self.answerBytes = answerBytes
        beginning.clear()
        uploading = fill != nil
        begun = 0
        bytesMoved = 0
        bytesStreamed = 0
        firstByte = nil
        hasBody = false
        head.begin(on: easy)
        isFolded = false
        headersTaken = 0
        // A listing is about as long as the last one.
        answer.removeAll(keepingCapacity: true)
        answerTooLong = false
        thrown = nil
        endUpload = false
        errorText[0] = 0
    }

    /// Asks for the streamed body's first pieces, before anything is sent.
    ///
    /// - Returns: the body, where that is all of it.
    /// - Throws: what its closure throws.
    func readBeginning() throws -> UnsafeRawBufferPointer? {
        guard let fill else { return nil }
        try beginning.read(fill)
        guard beginning.isWhole else { return nil }
        uploading = false
        bytesStreamed = Int64(beginning.bytes.count)
        bytesMoved = bytesStreamed
        return beginning.bytes
    }

    /// Lets go of the request's closures.
    func end() {
        fill = nil
        receive = nil
        easy = nil
    }

    /// The response of a transfer that ended with `ended`.
    func response(of easy: EasyHandle, ended: CURLcode) throws(HTTPFailure) -> HTTPResponse {
        let connected = easy_connections_made(easy) > 0
        return HTTPResponse(
            status: easy_response_code(easy), body: answer,
            connectTime: connected ? .microseconds(easy_connect_microseconds(easy)) : nil,
            firstByte: firstByte,
            uploadEnded: !uploading)
    }
}

// What libcurl calls. Each returns what the C side wants and leaves why in the transfer.
extension Transfer {
    static let readCallback: TransferCallback = { buffer, size, count, context in
        guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.nextPiece(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
    }

    static let writeCallback: TransferCallback = { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
        // `takeUnretainedValue` would retain it at every piece.
        return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.take(bytes) }
            ? size * count : 0
    }

    static let headerCallback: TransferCallback = { _, size, count, context in
        guard let context else { return 0 }
        return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef { transfer in
            transfer.headersTaken += size * count
            return transfer.headersTooLong ? 0 : size * count
        }
    }

    static let beforeRequestCallback: BeforeRequestCallback = { context, _, _, _, _ in
        guard let context else { return CURL_PREREQFUNC_ABORT }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        transfer.begun += 1
        return transfer.begun == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    /// Fills `buffer` with what comes next of the body; 0 ends it.
    private func nextPiece(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let fill, !endUpload else {
            uploading = false
            return 0
        }
        do {
            let early = beginning.take(into: buffer)
            let count = early > 0 ? early : try fill(buffer)
            bytesMoved += Int64(count)
            bytesStreamed += Int64(count)
            uploading = count > 0
            return count
        } catch {
            // The body is ended, not cut, so that the server is done with it before anything is undone.
            thrown = error
            uploading = false
            return 0
        }
    }

    /// Hands on or keeps what came; false ends the transfer.
    private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if !head.isOver {
            guard let easy, head.take(bytes, on: easy) else {
                isFolded = true
                return false
            }
            return true
        }
        if !hasBody {
            hasBody = true
            firstByte = .now
            if let easy, easy_response_code(easy) != 200 {
                receive = nil
                answerBytes = Self.errorBytes
            }
        }
        bytesMoved += Int64(bytes.count)
        if let receive {
            bytesStreamed += Int64(bytes.count)
            do { try receive(bytes) } catch {
                thrown = error
                return false
            }
            return true
        }
        guard answer.count + bytes.count <= answerBytes else {
            answerTooLong = true
            return false
        }
        answer.append(contentsOf: bytes)
        return true
    }
}
