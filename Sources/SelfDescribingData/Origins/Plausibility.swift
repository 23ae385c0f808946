/// What else is known says of bytes that agree on a file.
enum Plausibility {
    /// They are not its own.
    case excluded
    /// Nothing.
    case possible
    /// They are its own.
    case certain
}
