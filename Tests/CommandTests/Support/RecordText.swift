import SelfDescribingData

/// Lines of a record.
enum RecordText {
    /// That a file of generated data is stored, or one of a source's bytes.
    static func stored(_ identity: Identity, length: Int, root: String, data: String = "generated") -> [UInt8]
    {
        line("stored", identity, root, #", "length": \#(length), "data": "\#(data)", "time": 1.5"#)
    }

    /// That a file is about to be replaced, of which this stands there.
    static func replace(_ identity: Identity, root: String) -> [UInt8] { line("replace", identity, root, "") }

    private static func line(_ event: String, _ identity: Identity, _ root: String, _ rest: String) -> [UInt8]
    {
        Array(
            #"""
            {"event": "\#(event)", "run": \#(identity.run), "node": "\#(identity.node)", "process": \#(identity.process), "file": \#(identity.file), "version": \#(identity.version), "path": "\#(root)/\#(Stage.name(identity))"\#(rest)}

            """#.utf8)
    }
}
