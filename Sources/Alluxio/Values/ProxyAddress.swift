/// Where a proxy listens.
public struct ProxyAddress: Hashable, Sendable, CustomStringConvertible {
    /// The port of Alluxio's proxy where none is given.
    public static let defaultPort = 39999

    /// A name, an IPv4 address, or an IPv6 address without brackets.
    public var host: String
    /// From 1 to 65535.
    public var port: Int

    public init(host: String, port: Int = ProxyAddress.defaultPort) {
        self.host = host
        self.port = port
    }

    /// Reads `host`, `host:port`, `[IPv6]` and `[IPv6]:port`; an IPv6 address without brackets is taken as a whole.
    /// Nil for anything else.
    public init?(_ text: String, defaultPort: Int = ProxyAddress.defaultPort) {
        var host = text[...]
        var port: Substring?
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<bracket]
            let rest = text[text.index(after: bracket)...]
            guard host.contains(":"), rest.isEmpty || rest.hasPrefix(":") else { return nil }
            if !rest.isEmpty { port = rest.dropFirst() }
        } else if text.filter({ $0 == ":" }).count == 1, let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty, host.allSatisfy(Self.standsInAHost) else { return nil }
        self.host = String(host)
        guard let port else {
            self.port = defaultPort
            return
        }
        guard port.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(port), (1...65535).contains(number)
        else { return nil }
        self.port = number
    }

    /// `host:port`, with brackets around an IPv6 address.
    public var description: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    private static func standsInAHost(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || ".:-_%".contains(character))
    }
}
