import WebServer

/// The web servers within the proxies, by the error pages that they write.
enum Jetty: Sendable {
    case v9216
    case v9443
    case v9446

    /// What stands between a page's frame.
    struct Page {
        var status: Int
        var reason: String
        var servlet: String
    }

    /// Says that a request could not be answered. Only to these methods it says so in words.
    func response(_ page: Page, to head: RequestHead) -> Response {
        guard ["GET", "POST", "HEAD"].contains(head.method) else { return Response(page.status) }
        let path = String(head.target.prefix { !"?#".contains($0) })
        guard self != .v9216, let header = head.accept, !header.isEmpty else {
            return html(page, path)
        }
        return response(page, path, accepted: header)
    }

    /// In the first of the forms that the client takes and Jetty has; in none where there is none.
    private func response(_ page: Page, _ path: String, accepted header: String) -> Response {
        for range in header.split(separator: ",") {
            let words = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let type = words.first, Self.preference(words.dropFirst()) > 0 else { continue }
            switch type {
            case "*/*", "text/*", "text/html":
                return html(page, path)
            case "application/json", "text/json":
                return Response(page.status, contentType: type, text: Self.json(page, path))
            case "text/plain":
                return Response(
                    page.status, contentType: "text/plain;charset=iso-8859-1", text: Self.plain(page, path))
            default: continue
            }
        }
        return Response(page.status)
    }

    private func html(_ page: Page, _ path: String) -> Response {
        let latin1 = text(page, Self.escaped(path)).unicodeScalars.map {
            UInt8(exactly: $0.value) ?? UInt8(ascii: "?")
        }
        return Response(page.status, contentType: MediaType.page, .bytes(latin1))
    }

    private static func preference(_ parameters: ArraySlice<String>) -> Double {
        guard let text = parameters.first(where: { $0.hasPrefix("q=") }) else { return 1 }
        return Double(text.dropFirst(2)) ?? 0
    }

    /// Says that a request's first line or target can't be read.
    func unreadable(_ flaw: RequestLine.Flaw) -> Response {
        guard self != .v9216 else { return Response(flaw.status) }
        return Response(
            flaw.status, contentType: MediaType.page,
            text: "<h1>Bad Message \(flaw.status)</h1><pre>reason: \(flaw.reason)</pre>")
    }

    private func text(_ page: Page, _ path: String) -> String {
        let title = "\(page.status) \(page.reason)"
        switch self {
        case .v9216:
            return """
                <html>
                <head>
                <meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
                <title>Error \(title)</title>
                </head>
                <body><h2>HTTP ERROR \(page.status)</h2>
                <p>Problem accessing \(path). Reason:
                <pre>    \(page.reason)</pre></p><hr><i><small>Powered by Jetty://</small></i><hr/>

                </body>
                </html>

                """
        case .v9443: return table(page, title, path, charset: "utf-8", rule: "<hr>", "9.4.43.v20210629")
        case .v9446: return table(page, title, path, charset: "ISO-8859-1", rule: "<hr/>", "9.4.46.v20220331")
        }
    }

    private func table(
        _ page: Page, _ title: String, _ path: String, charset: String, rule: String, _ version: String
    ) -> String {
        """
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=\(charset)"/>
        <title>Error \(title)</title>
        </head>
        <body><h2>HTTP ERROR \(title)</h2>
        <table>
        <tr><th>URI:</th><td>\(path)</td></tr>
        <tr><th>STATUS:</th><td>\(page.status)</td></tr>
        <tr><th>MESSAGE:</th><td>\(page.reason)</td></tr>
        <tr><th>SERVLET:</th><td>\(page.servlet)</td></tr>
        </table>
        \(rule)<a href="https://eclipse.org/jetty">Powered by Jetty:// \(version)</a><hr/>

        </body>
        </html>

        """
    }

    private static func json(_ page: Page, _ path: String) -> String {
        """
        {
        "servlet":"\(page.servlet)",
        "message":"\(page.reason)",
        "url":"\(path)",
        "status":"\(page.status)"
        }
        """
    }

    private static func plain(_ page: Page, _ path: String) -> String {
        """
        HTTP ERROR \(page.status) \(page.reason)
        URI: \(path)
        STATUS: \(page.status)
        MESSAGE: \(page.reason)
        SERVLET: \(page.servlet)

        """
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
