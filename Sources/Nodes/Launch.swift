import OSThreads

/// The ranks of one run, as the launcher that started them knows them.
package final class Launch: Sendable {
    /// This process's, from 0 on.
    package let rank: Int
    /// How many ranks the run was started with.
    package let size: Int
    /// Who started them, for messages: `mpirun`, `srun` or `PMIx`.
    package let launcher: String
    private let client: PMIxClient
    private let asking: Asking
    /// The client for those that publish, one at a time: a commit hands over all that was put.
    private let publisher: Monitor<PMIxClient>
    /// Until the launcher must have taken what is published.
    private static let patience: Duration = .seconds(30)

    private init(_ client: PMIxClient, rank: Int, size: Int, launcher: String) throws(SystemError) {
        self.client = client
        publisher = Monitor(client)
        asking = try Asking(client)
        self.rank = rank
        self.size = size
        self.launcher = launcher
    }

    /// Whether a launcher started this process.
    package static func isLaunched(_ environment: [String: String]) -> Bool {
        environment["PMIX_NAMESPACE"] != nil && environment["PMIX_RANK"] != nil
    }

    /// Joins the run that this process was started for. To be called once.
    ///
    /// - Parameters:
    ///   - environment: this process's.
    ///   - deadline: when to give up on a launcher that does not answer.
    /// - Returns: nil where no launcher started it.
    /// - Throws: where one did, and it can't be joined.
    package static func join(_ environment: [String: String], until deadline: MonotonicTime)
        throws(LaunchError) -> Launch?
    {
        guard isLaunched(environment) else { return nil }
        let launcher = launcher(of: environment)
        let client: PMIxClient
        do {
            client = try PMIxClient()
        } catch {
            throw LaunchError(
                .noLibrary,
                "\(launcher) started this as a rank of a run, and the PMIx library to speak with it can't be used: "
                    + "\(error). Debian has it as libpmix2")
        }
        let joined = try onThread(until: deadline) { client.join() }
        switch joined {
        case .success(let (rank, size)):
            do {
                return try Launch(client, rank: rank, size: size, launcher: launcher)
            } catch {
                throw LaunchError(.refused, "\(error)")
            }
        case .failure(let error):
            throw LaunchError(
                .refused, "\(launcher) started this as a rank of a run, but does not let it join: \(error)")
        case nil:
            throw LaunchError(
                .silent, "\(launcher) started this as a rank of a run, but has not let it join in time")
        }
    }

    private static func launcher(of environment: [String: String]) -> String {
        // mpirun within an allocation of Slurm's has the variables of both.
        if environment["OMPI_COMM_WORLD_SIZE"] != nil { return "mpirun" }
        return environment["SLURM_STEP_ID"] != nil ? "srun" : "PMIx"
    }

    /// Runs what may take any time; nil where it took longer.
    private static func onThread<Result: Sendable>(
        until deadline: MonotonicTime, _ body: @escaping @Sendable () -> Result
    ) throws(LaunchError) -> Result? {
        let done = Monitor<Result?>(nil)
        do {
            try OSThread {
                // The library's own threads inherit it.
                TerminationSignals.block()
                let result = body()
                done.update { $0 = result }
            }.detach()
        } catch {
            throw LaunchError(.refused, "\(error)")
        }
        return done.wait(until: deadline) { $0 }
    }

    /// Lets all ranks ask for bytes under a key, without a `#`. Each key once: of what is published again some is never seen
    /// by anybody, under mpirun as under srun.
    ///
    /// Each call hands the launcher anew all that this rank has published: 100 bytes under a new key took 9 ms with 250 keys
    /// before. What is large comes last.
    ///
    /// - Throws: where the launcher does not take it, or says nothing for half a minute.
    package func publish(_ bytes: [UInt8], as key: String) throws(LaunchError) {
        let published = try Self.onThread(until: .now + Self.patience) { [publisher] in
            publisher.withLock { client in
                Result { () throws(LaunchError) in try client.publish(bytes, as: key) }
            }
        }
        switch published {
        case .success: return
        case .failure(let error):
            throw LaunchError(error.code, "\(launcher) does not take what rank \(rank) publishes: \(error)")
        case nil:
            throw LaunchError(.silent, "\(launcher) has not taken in time what rank \(rank) publishes")
        }
    }

    /// Asks for what a rank publishes under a key, now or later.
    package func request(_ key: String, from rank: Int) -> Awaited<[UInt8]> {
        asking.ask(key, from: rank)
    }

    /// Enters a barrier of all ranks.
    ///
    /// One at a time. Where one was not passed in time, there is no other. PMIx tells of no death: no event comes under mpirun
    /// or srun, and a barrier that a dead rank does not enter is passed, fails or never ends, as the launcher has it. Which
    /// rank is silent is told by requests of what each publishes then.
    package func enterBarrier() -> Awaited<Void> {
        let awaited = Awaited<Void>()
        client.enterBarrier { awaited.settle($0) }
        return awaited
    }

    /// Tells the launcher that this process leaves, and waits for its answer until `deadline` at most, for no other rank.
    /// Afterwards the process may only end, by `_exit`.
    ///
    /// mpirun takes a rank that ends without this for one that failed, ends all others and returns 1. It returns the status of
    /// a rank that left and ended with another than 0, as srun does. With --enable-recovery over several hosts it may go on
    /// for good after a rank was lost, though all others have left.
    package func leave(until deadline: MonotonicTime) {
        asking.end(until: deadline)
        _ = try? Self.onThread(until: deadline) { [client] in client.leave() }
    }
}
