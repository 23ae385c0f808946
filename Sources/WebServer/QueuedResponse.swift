import CMicroHTTPD

extension Response {
    /// Hands the answer to libmicrohttpd, which sends it.
    func queue(on connection: OpaquePointer) -> MHD_Result {
        guard let response = body.make() else { return .NO }
        defer { MHD_destroy_response(response) }
        if let contentType { MHD_add_response_header(response, "Content-Type", contentType) }
        return MHD_queue_response(connection, UInt32(status), response)
    }
}

extension Response.Body {
    /// libmicrohttpd's form of it, owned by the caller.
    fileprivate func make() -> OpaquePointer? {
        switch self {
        case .bytes(let bytes):
            return bytes.withUnsafeBytes {
                // It copies what it is given, and takes no const.
                MHD_create_response_from_buffer(
                    $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
            }
        case .stream(let source, let length):
            let stream = Unmanaged.passRetained(BodyStream(source)).toOpaque()
            return MHD_create_response_from_callback(
                length.map(UInt64.init) ?? body_of_unknown_length, 128 << 10, BodyStream.readCallback, stream,
                BodyStream.freeCallback)
        case .nothing:
            return nil
        }
    }
}

/// The context of a streamed body, retained until libmicrohttpd is done with the answer.
private final class BodyStream {
    private let source: any BodySource

    init(_ source: any BodySource) { self.source = source }

    static let readCallback: MHD_ContentReaderCallback = { context, _, memory, room in
        guard let context, let memory else { return body_cut }
        let stream = Unmanaged<BodyStream>.fromOpaque(context).takeUnretainedValue()
        var buffer = BodyBuffer(UnsafeMutableRawBufferPointer(start: memory, count: room))
        guard stream.source.fill(&buffer) else { return body_cut }
        return buffer.count > 0 ? buffer.count : body_end
    }

    static let freeCallback: MHD_ContentReaderFreeCallback = { context in
        if let context { Unmanaged<BodyStream>.fromOpaque(context).release() }
    }
}
