import Synchronization

/// A reference that one thread makes when it first needs it, and that others see from then on.
///
/// (The library's own `AtomicLazyReference` looks up the metadata of its type at each access, which costs a hundred times
/// what recording does.)
struct PublishedReference<Instance: AnyObject & Sendable>: ~Copyable, Sendable {
    private let reference = Atomic<Unmanaged<Instance>?>(nil)

    deinit { reference.load(ordering: .relaxed)?.release() }

    /// Nil where it was not made yet.
    var value: Instance? { reference.load(ordering: .acquiring)?.takeUnretainedValue() }

    /// For the one thread that makes it. (A count of references taken here would cost as much as recording does.)
    @inline(__always)
    func withValue(orMake make: @autoclosure () -> Instance, _ body: (Instance) -> Void) {
        let instance = reference.load(ordering: .relaxed) ?? publish(make())
        instance._withUnsafeGuaranteedRef(body)
    }

    private func publish(_ instance: Instance) -> Unmanaged<Instance> {
        let made = Unmanaged.passRetained(instance)
        reference.store(made, ordering: .releasing)
        return made
    }
}
