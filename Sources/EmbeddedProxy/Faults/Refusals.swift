import WebServer

extension Struck {
    /// Does to the client of a call that is not carried out what the fault does.
    func refusal(of head: RequestHead, _ pause: PausableServer.Pause) -> Response {
        switch strike.kind {
        case .internalError:
            return AlluxioFailure(.internal, "a fault that was asked for").response(in: dialect)
        case .serviceUnavailable: return Response(503, contentType: "text/html", text: Self.unavailablePage)
        case .notFound: return RouteFailure.outside(404, "Not Found").response(to: head, in: dialect)
        case .badJSON:
            return Response(200, contentType: MediaType.json, text: #"{"name":"file","length":52428"#)
        case .reset: client.reset()
        case .refuse: pause(strike.fault.duration)
        case .hang: _ = client.wait(for: strike.fault.duration)
        case .notHTTP: client.send(Array("SSH-2.0-OpenSSH_9.2p1\r\n".utf8))
        case .hugeHeaders: client.send(Self.hugeHead)
        default: break
        }
        return .nothing
    }

    /// As a balancer in front of the proxies has it.
    private static let unavailablePage = """
        <html><head><title>503 Service Temporarily Unavailable</title></head>
        <body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>

        """

    private static let hugeHead =
        Array("HTTP/1.1 200 OK\r\nX-Padding: ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 128 << 10)
        + Array("\r\nContent-Length: 0\r\n\r\n".utf8)
}
