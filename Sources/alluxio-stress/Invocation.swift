/// How the program was called, besides by its options.
struct Invocation {
    /// The name of an original script; nil where it was called by its own.
    let calledAs: CompatibleName?
    /// The run that a launcher started on many nodes; nil where none did.
    let launched: LaunchedRun?
}
