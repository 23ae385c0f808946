import OSThreads

/// The threads of a run's processes: one for each, or none.
struct ProcessThreads {
    private let threads: [OSThread]

    /// Starts them; each waits at the gate until it is allowed to go on.
    ///
    /// - Throws: `NotStarted` where the system doesn't give a thread for every process. Those that it gave have ended then.
    init(_ count: Int, _ gate: IterationGate, _ body: @escaping @Sendable (_ process: Int) -> Void)
        throws(NotStarted)
    {
        var threads: [OSThread] = []
        do throws(SystemError) {
            for number in 0..<count { threads.append(try OSThread { body(number) }) }
        } catch {
            gate.callOff()
            for thread in threads { thread.join() }
            throw NotStarted(
                "\(error); of the \(count) of --nprocess \(threads.count) were started."
                    + " What limits them is ulimit -u, ulimit -v or the pids limit of the cgroup")
        }
        self.threads = threads
    }

    func join() { for thread in threads { thread.join() } }
}
