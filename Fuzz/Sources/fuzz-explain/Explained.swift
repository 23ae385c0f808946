import Report
import SelfDescribingData

// `explain`: an input is how many bytes of the file come at a time, and the file; 0xfd in it stands for generated data, whose
// file, place and length are the three bytes behind it. The pieces are the file from its beginning to its end, are the same
// however it was cut, and can be written.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let step = Int(input.first ?? 0) + 1
    let file = fileBytes(input.dropFirst())
    let pieces = explained(file, step: file.count + 1)
    check(pieces, length: file.count)
    if explained(file, step: step) != pieces { fatalError("other pieces where \(step) bytes come at a time") }
    return 0
}

private func fileBytes(_ input: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    var file: [UInt8] = []
    var rest = input
    while let byte = rest.popFirst() {
        guard byte == 0xfd, rest.count >= 3 else {
            file.append(byte)
            continue
        }
        let (number, place, length) = (rest.removeFirst(), rest.removeFirst(), rest.removeFirst())
        let identity = Identity(
            run: 1 + UInt32(number >> 4), node: 1, process: UInt16(number & 3), file: 0,
            version: 1 + UInt32(number >> 2 & 3))
        var data = [UInt8](repeating: 0, count: 37 * Int(length))
        data.withUnsafeMutableBytes { identity.fill($0, at: 61 * Int64(place)) }
        file += data
    }
    return file
}

private func explained(_ file: [UInt8], step: Int) -> [Piece] {
    var explainer = Explainer()
    var pieces: [Piece] = []
    file.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: step) {
            let end = min(start + step, bytes.count)
            pieces += explainer.explain(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
    }
    return pieces + explainer.finish()
}

private func check(_ pieces: [Piece], length: Int) {
    var end: Int64 = 0
    guard var json = try? PieceJSON(path: "file") else { fatalError("no JSON of a path") }
    for piece in pieces {
        let isOfData = piece.kind == .generated || piece.kind == .flippedBits
        if piece.offset != end || piece.length <= 0 || isOfData != (piece.found != nil) {
            fatalError("\(piece)")
        }
        end += piece.length
        if (try? json.add(piece)) == nil { fatalError("no JSON of \(piece)") }
    }
    if end != length { fatalError("the pieces end at \(end) of \(length)") }
}
