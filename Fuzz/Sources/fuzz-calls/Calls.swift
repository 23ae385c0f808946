@_spi(Fuzzing) import EmbeddedProxy

// The proxy's own code, without a socket: an input is a row of requests to a proxy that has nothing yet.
//
// 0xff ends a request. Its first line is method and target, the next two the headers Content-Type and Accept (none where a
// line is empty), the rest its body. In a body 0xfe ends a piece; 0xfd stands for generated data, whose file and length are
// the two bytes behind it.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let proxy = SocketlessProxy()
    for request in input.split(separator: 0xff) {
        let lines = request.split(
            separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false)
        let words = lines[0].split(separator: UInt8(ascii: " "), maxSplits: 1).map(text)
        let status = proxy.answer(
            method: words.first ?? "", target: words.count > 1 ? words[1] : "", contentType: header(lines, 1),
            accept: header(lines, 2), body: lines.count > 3 ? pieces(lines[3]) : [])
        if let status, !(200...599).contains(status) { fatalError("\(status) is no status of an answer") }
    }
    return 0
}

private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

private func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }

private func header(_ lines: [Bytes], _ index: Int) -> String? {
    lines.indices.contains(index) && !lines[index].isEmpty ? text(lines[index]) : nil
}

private func pieces(_ body: Bytes) -> [[UInt8]] {
    body.split(separator: 0xfe).map { piece in
        guard piece.first == 0xfd, piece.count > 2 else { return Array(piece) }
        let (file, length) = (piece[piece.startIndex + 1], piece[piece.startIndex + 2])
        return SocketlessProxy.generatedData(file: Int(file), count: 61 * Int(length)) + piece.dropFirst(3)
    }
}
