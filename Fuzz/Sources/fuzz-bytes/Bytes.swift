import EmbeddedProxy

// A running proxy, over a socket: an input is what a client sends before it ends its side. Each has a proxy of its own. An
// answer is read to its end; a proxy that ends nothing for 10 s, or can't be stopped, is a failure.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let proxy = try? EmbeddedProxy(.init(port: 0)) else { fatalError("the proxy did not start") }
    let connection = Connection(to: proxy.port)
    connection.send(UnsafeBufferPointer(start: start, count: count))
    connection.endSending()
    connection.receiveAll()
    proxy.stop()
    return 0
}
