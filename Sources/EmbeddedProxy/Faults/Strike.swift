/// One call's being struck.
struct Strike: Sendable {
    let fault: Fault
    let operation: Fault.Operation
    /// Empty of a call that has none.
    let path: String
    /// For choosing places.
    let random: FaultRandom
    /// The fault's, with its injector.
    let faultNumber: UInt64
    let injector: FaultInjector

    var kind: Fault.Kind { fault.kind }

    /// Tells of it, once, before it shows: which bytes of the file it is about.
    func log(offset: Int64 = 0, length: Int64 = 0) { injector.log(self, offset: offset, length: length) }

    /// Takes it back that was not told of, because it changed nothing.
    func withdraw() { injector.withdraw(faultNumber) }
}
