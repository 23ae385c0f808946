/// The options of one of Alluxio's calls. What is nil is not sent, and Alluxio's own default holds.
///
/// They are `Decodable` in Alluxio 2's spelling. To a 1.x proxy the client spells what that spells otherwise its way; what
/// a version does not know is sent all the same, for the proxy to refuse by name.
public protocol AlluxioOptions: Decodable, Hashable, Sendable {
    init()
}

extension AlluxioOptions {
    /// Options of which some are set, as in `CreateFileOptions { $0.recursive = true }`.
    public init(_ set: (inout Self) -> Void) {
        self.init()
        set(&self)
    }
}

/// Options that know what of them is sent.
protocol SentOptions: AlluxioOptions {
    /// Writes all that are set as members of an object.
    func write(to json: inout OptionsJSON)
}

extension SentOptions {
    /// The options as a request's body, in JSON as the dialect spells them; nothing where no option is set.
    func body(_ dialect: Dialect) -> [UInt8]? {
        var json = OptionsJSON(dialect)
        json.object(write)
        return json.bytes.elementsEqual("{}".utf8) ? nil : json.bytes
    }
}
