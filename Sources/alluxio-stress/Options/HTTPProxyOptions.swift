import Alluxio
import CommandLineOptions

/// The HTTP proxy between. What the environment says to other programs (`http_proxy`) does not count: a load would be sent
/// through another machine than anybody named.
enum HTTPProxyOptions {
    static let proxy = Option(
        "http-proxy", .httpProxy,
        help:
            "Reaches the proxies through this HTTP proxy, by a tunnel (CONNECT) with --tls. Without it straight, whatever http_proxy says."
    ).showing { HTTPProxyText($0).withoutCredentials }
    static let credentials = Option(
        "http-proxy-credentials", .text("FILE"),
        help:
            "The HTTP proxy's own USER:PASSWORD stand in this file, which only its owner should be able to read. ALLUXIO_STRESS_HTTP_PROXY may hold them, too, as http://USER:PASSWORD@HOST:PORT."
    )

    static func httpProxy(_ options: ParsedOptions) throws(UsageError) -> HTTPProxy? {
        guard let given = options[proxy].map(HTTPProxyText.init), var httpProxy = given.httpProxy else {
            guard options[credentials] == nil else {
                throw options.error(credentials, "are the HTTP proxy's: give --http-proxy, too")
            }
            return nil
        }
        guard httpProxy.credentials == nil || !options.isOnLine(proxy) else {
            throw options.error(
                proxy,
                "a command line is shown to every user of this machine: give the credentials in a file with --http-proxy-credentials, or all of it in the variable ALLUXIO_STRESS_HTTP_PROXY"
            )
        }
        guard let path = options[credentials] else { return httpProxy }
        let text = String(decoding: try SmallFile.read(path, of: credentials, options), as: UTF8.self)
        guard let read = HTTPProxy.Credentials(line: text.split(whereSeparator: \.isNewline).first ?? "")
        else {
            throw options.error(credentials, "'\(path)' does not begin with a line USER:PASSWORD")
        }
        httpProxy.credentials = read
        return httpProxy
    }
}

/// `http://HOST:PORT`, perhaps with `USER:PASSWORD@` before the host, both percent-encoded.
private struct HTTPProxyText {
    private let text: Substring

    init(_ text: String) {
        let scheme = "http://"
        var text = text.lowercased().hasPrefix(scheme) ? text.dropFirst(scheme.count) : text[...]
        if text.hasSuffix("/") { text.removeLast() }
        self.text = text
    }

    /// Nil where it is none.
    var httpProxy: HTTPProxy? {
        // No server has port 0: there is none in the text.
        guard let place = ProxyAddress(String(place), defaultPort: 0), place.port != 0 else { return nil }
        guard let at = text.lastIndex(of: "@") else { return HTTPProxy(host: place.host, port: place.port) }
        guard let credentials = HTTPProxy.Credentials(percentEncoded: text[..<at]) else { return nil }
        return HTTPProxy(host: place.host, port: place.port, credentials: credentials)
    }

    var withoutCredentials: String { "http://\(place)" }

    private var place: Substring { text.split(separator: "@", omittingEmptySubsequences: false).last ?? "" }
}

extension HTTPProxy.Credentials {
    /// Reads `USER:PASSWORD`; nil where there is no colon or no user.
    fileprivate init?(line: Substring) {
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
        self.init(user: String(line[..<colon]), password: String(line[line.index(after: colon)...]))
    }

    /// Reads the same out of a URL.
    fileprivate init?(percentEncoded text: Substring) {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex,
            let user = Self.decoded(text[..<colon]),
            let password = Self.decoded(text[text.index(after: colon)...])
        else { return nil }
        self.init(user: user, password: password)
    }

    /// Nil where a `%` is not of two hexadecimal digits, or what comes out is not UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.first != UInt8(ascii: "+"),
                let decoded = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension ValueFormat where Value == String {
    fileprivate static var httpProxy: Self {
        Self(
            placeholder: "http://HOST:PORT", write: { $0 },
            read: { text throws(InvalidValue) in
                let given = HTTPProxyText(text)
                guard given.httpProxy != nil else {
                    throw InvalidValue(
                        "'\(given.withoutCredentials)' is not http://HOST:PORT (credentials are left out here)"
                    )
                }
                return text
            })
    }
}
