import FoundationEssentials
import TestSupport
import Testing

@testable import Alluxio

@Suite("Base64")
struct Base64Tests {
    @Test("is Foundation's, both ways, of any bytes")
    func random() {
        var random = SeededGenerator()
        for count in 0...200 {
            let data = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            var text: [UInt8] = []
            Base64.append(data, to: &text)
            #expect(text == Array(Data(data).base64EncodedData()), "seed \(random.seed): \(data)")
            #expect(Base64.decode(text[...]) == data, "seed \(random.seed): \(data)")
        }
    }

    @Test(
        "is refused where it is no whole text, has other signs, or says more than its bytes",
        arguments: [
            "A", "AA", "AAA", "A===", "====", "AA=A", "=AAA", "AA A", "AA-_", "AB==", "AAB=", "AAAA\n",
        ])
    func refused(text: String) {
        #expect(Base64.decode(Array(text.utf8)[...]) == nil)
    }
}
