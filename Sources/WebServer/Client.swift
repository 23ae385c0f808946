/// Who sent a request: what can be done to them besides answering, by the handler of the request and by what it returns, on
/// their thread and until the answer is sent.
package protocol Client {
    /// Waits while the client does; false when it has left, or the server is being stopped, before the time is over. The
    /// wait is no idle time of the connection.
    func wait(for duration: Duration) -> Bool

    /// Waits as long as the client does, and the server is not being stopped.
    func waitUntilItLeaves()

    /// Waits even when the client has left; false when the server is being stopped before the time is over.
    func waitAnyway(for duration: Duration) -> Bool

    /// Ends the connection by a reset. What is answered afterwards reaches nobody.
    func reset()

    /// Sends bytes past the server, as they are; false when the client takes no more. The connection is to be ended then.
    @discardableResult func send(_ bytes: [UInt8]) -> Bool
}
