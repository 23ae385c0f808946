@_spi(Fuzzing) import EmbeddedProxy

// The proxy's own code, without a socket: an input is a proxy, and a row of requests to it.
//
// 0xff ends each. What is before the first is read by `Setup`. A request's first line is method and target, the next two
// the headers Content-Type and Accept (none where a line is empty), the rest its body. In a body 0xfe ends a piece; 0xfd
// stands for generated data, whose file and length are the two bytes behind it; 0xfc at its end breaks it off. A request
// that begins with 0xfb goes to the control port.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let beginning = input.prefix { $0 != 0xff }
    let setup = Setup(beginning)
    let proxy = SocketlessProxy(setup.configuration, timeBetweenRequests: setup.timeBetweenRequests)
    for request in input.dropFirst(beginning.count).split(separator: 0xff) {
        let status = request.first == 0xfb ? control(proxy, request.dropFirst()) : call(proxy, request)
        if let status, !(200...599).contains(status) { fatalError("\(status) is no status of an answer") }
    }
    let state = proxy.state
    for fault in state.faults.map(\.fault) { checkText(of: fault) }
    if state.openStreams < 0 || state.files < 0 || state.bytes < 0 { fatalError("\(state)") }
    return 0
}

private func call(_ proxy: SocketlessProxy, _ request: Bytes) -> Int? {
    let lines = lines(of: request)
    let (method, target) = words(of: lines[0])
    let body = lines.count > 3 ? lines[3] : request[request.endIndex...]
    let breaksOff = body.last == 0xfc
    return proxy.answer(
        method: method, target: target, contentType: header(lines, 1), accept: header(lines, 2),
        body: pieces(breaksOff ? body.dropLast() : body), breaksOff: breaksOff)
}

private func control(_ proxy: SocketlessProxy, _ request: Bytes) -> Int? {
    let line = request.prefix { $0 != UInt8(ascii: "\n") }
    let (method, target) = words(of: line)
    return proxy.answerOfControlPort(
        method: method, target: target, body: Array(request.dropFirst(line.count + 1)))
}

private func lines(of request: Bytes) -> [Bytes] {
    request.split(separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false)
}

private func words(of line: Bytes) -> (method: String, target: String) {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1).map(text)
    return (words.first ?? "", words.count > 1 ? words[1] : "")
}

private func header(_ lines: [Bytes], _ index: Int) -> String? {
    lines.indices.contains(index) && !lines[index].isEmpty ? text(lines[index]) : nil
}

private func pieces(_ body: Bytes) -> [[UInt8]] {
    body.split(separator: 0xfe).map { piece in
        guard piece.first == 0xfd, piece.count > 2 else { return Array(piece) }
        let (file, length) = (Int(piece[piece.startIndex + 1]), Int(piece[piece.startIndex + 2]))
        let data = SocketlessProxy.generatedData(file: file, version: 1 + file % 2, count: 61 * length)
        return data + piece.dropFirst(3)
    }
}
