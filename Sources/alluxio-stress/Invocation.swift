import CommandLineOptions

/// How the program was called, besides by its options.
struct Invocation {
    /// The name of an original script; nil where it was called by its own.
    let calledAs: CompatibleName?
    /// The run that a launcher started on many nodes; nil where none did.
    let launched: LaunchedRun?
    /// How many tasks Slurm started it as; nil where it didn't.
    let slurmTasks: Int?

    /// What is to be said where Slurm's tasks could be one run, and each is one by itself.
    func warningOfTasks(_ options: ParsedOptions) -> String? {
        guard launched == nil, let slurmTasks, slurmTasks > 1 else { return nil }
        guard options.texts["nodes"] == nil, options.texts["run"] == nil else { return nil }
        return
            "Slurm started \(slurmTasks) tasks, and each is a run of its own: srun --mpi=pmix makes them one, or --run and --nodes with report --merge"
    }
}
