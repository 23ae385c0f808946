import TestSupport
import Testing

/// Options are read as Jackson reads them, and refused in its words: each text was seen on Alluxio 2.9.6.
@Suite("Options of the embedded proxy's calls", .ownThread, .timeLimit(.minutes(20)))
struct OptionTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func answer(_ body: String) throws -> (status: Int, text: String) {
        let answer = try fixture.post("paths//p/create-directory", body)
        let source =
            "[Source: (org.glassfish.jersey.message.internal.ReaderInterceptorExecutor$UnCloseableInputStream); "
        let text = String(decoding: answer.body, as: UTF8.self)
        return (answer.status, text.split(separator: source).joined(separator: "["))
    }

    @Test(
        "are taken",
        arguments: [
            "", "null", "   ", "{}", #"{} trailing"#, #"{"recursive":1}"#, #"{"recursive":"TRUE"}"#,
            #"{"recursive":null,"mode":null}"#, #"{"writeType":1}"#, #"{"xattr":{"a":"dXNlcg=="}}"#,
            #"{"commonOptions":{"ttl":"12","operationId":{"mostSignificantBits":1}}}"#,
            #"{"mode":{"ownerBits":"READ_WRITE","groupBits":4,"otherBits":"NONE"}, "recursive" : true}"#,
        ])
    func taken(body: String) throws {
        let answer = try answer(body)
        #expect(answer.status == 200, "\(answer.text)")
    }

    @Test(
        "are refused",
        arguments: [
            (
                #"{"recursive":"yes"}"#,
                "Cannot deserialize value of type `boolean` from String \"yes\": only \"true\"/\"True\"/\"TRUE\" or \"false\"/\"False\"/\"FALSE\" recognized\n at [line: 1, column: 14]"
            ),
            ("[]", "Unexpected token (END_ARRAY), expected FIELD_NAME: \n at [line: 1, column: 2]"),
            (#""x""#, "Unexpected token (VALUE_STRING), expected FIELD_NAME: \n at [line: 1, column: 1]"),
            (
                #"{"mode":7}"#,
                "Unexpected token (VALUE_NUMBER_INT), expected FIELD_NAME: \n at [line: 1, column: 9]"
            ),
            (
                #"{"mode":{"ownerBits":"FOO"}}"#,
                "Cannot deserialize value of type `com.google.protobuf.Descriptors$EnumDescriptor` from String \"FOO\": value not one of declared Enum instance names\n at [line: 1, column: 22]"
            ),
            (
                #"{"mode":{"colour":1}}"#,
                "Unrecognized field \"colour\" (class alluxio.grpc.PMode$Builder), not marked as ignorable\n at [line: 1, column: 20] (through reference chain: alluxio.grpc.PMode$Builder[\"colour\"])"
            ),
            (
                " \n\t {\"recursive\" :\n true, \"q\":1}",
                "Unrecognized field \"q\" (class alluxio.grpc.CreateDirectoryPOptions$Builder), not marked as ignorable\n at [line: 3, column: 13] (through reference chain: alluxio.grpc.CreateDirectoryPOptions$Builder[\"q\"])"
            ),
            (
                #"{"recursive":true,}"#,
                "Unexpected character ('}' (code 125)): was expecting double-quote to start field name\n at [line: 1, column: 20]"
            ),
            (
                #"{"recursive":tru}"#,
                "Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [line: 1, column: 18]"
            ),
            (
                "{",
                "Unexpected end-of-input: expected close marker for Object (start marker at [line: 1, column: 1])\n at [line: 1, column: 2]"
            ),
            (
                #"{"recursive":{}}"#,
                "Cannot deserialize value of type `boolean` from Object value (token `JsonToken.START_OBJECT`)\n at [line: 1, column: 14]"
            ),
            (
                #"{"xattr":{"a":5}}"#,
                "Unexpected token (VALUE_NUMBER_INT), expected VALUE_STRING: Can not deserialize instance of BYTE_STRING out of VALUE_NUMBER_INT token\n at [line: 1, column: 15]"
            ),
            (
                #"{"mode":[]}"#,
                "Encountered START_ARRAY token for non-repeated field alluxio.grpc.file.CreateDirectoryPOptions.mode\n at [line: 1, column: 9]"
            ),
            (
                #"{"commonOptions":{"ttl":"abc"}}"#,
                "Cannot deserialize value of type `long` from String \"abc\": not a valid `long` value\n at [line: 1, column: 25]"
            ),
            (
                #"{"recursive":"a"#,
                "Unexpected end-of-input in VALUE_STRING\n at [line: 1, column: 16]"
            ),
            (
                #"{"recursive":"#,
                "Unexpected end-of-input within/between Object entries\n at [line: 1, column: 14]"
            ),
            (
                #"{"writeType":99}"#,
                "Cannot deserialize value of type `com.google.protobuf.Descriptors$EnumDescriptor` from number 99: index value outside legal index range [0,1,2,3,4,5]\n at [line: 1, column: 14]"
            ),
            (
                #"{"writeType":true}"#,
                "Unexpected token (VALUE_TRUE), expected VALUE_STRING: Can not deserialize instance of ENUM out of VALUE_TRUE token\n at [line: 1, column: 14]"
            ),
        ])
    func refused(body: String, text: String) throws {
        let answer = try answer(body)
        #expect(answer.status == 400)
        #expect(answer.text == text)
        #expect(try fixture.post("paths//p/exists").body == Array("false".utf8))
    }

    @Test("any bytes are answered", arguments: 0..<8)
    func anyBytes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let valid = Array(
            #"{"recursive": true, "mode": {"ownerBits": "ALL"}, "xattr": {"a\u00e9\n": "MQ=="}}"#.utf8)
        for _ in 0..<60 {
            var body = valid
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let at = Int.random(in: 0..<body.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: body[at] = .random(in: 0...255, using: &generator)
                case 1: body.remove(at: at)
                default: body.removeLast(body.count - at - 1)
                }
            }
            let status = try fixture.post("paths//q/exists", String(decoding: body, as: UTF8.self)).status
            #expect([200, 400, 500].contains(status))
        }
    }
}
