import CommandLineOptions

/// A local file that an option names and that is read once, as a whole, before anything else is done. It may be a pipe.
enum SmallFile {
    /// In bytes.
    private static let limit = 4 << 20

    static func read(_ path: String, of option: some AnyOption, _ options: ParsedOptions) throws(UsageError)
        -> [UInt8]
    {
        switch LocalPath(path).kind {
        case .absent: throw options.error(option, "there is no file '\(path)'")
        case .folder: throw options.error(option, "'\(path)' is a folder; it must be a file")
        case .hidden(let why): throw options.error(option, "'\(path)' \(why)")
        case .file, .other: break
        }
        do {
            return try LocalFile(path).bytes(atMost: limit)
        } catch let error as LocalFile.TooLong {
            throw options.error(option, "\(error), and no such file")
        } catch {
            throw options.error(option, "\(error)")
        }
    }
}
