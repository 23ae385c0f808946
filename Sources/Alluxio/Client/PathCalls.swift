import HTTP

// The calls on the proxy itself and on paths. Every one throws `AlluxioError`.
extension AlluxioClient {
    /// The proxy's version and properties.
    public func proxyInfo() throws(AlluxioError) -> ProxyInfo {
        try perform(.proxyInfo) { response throws(Answer.Mismatch) in
            try Answer.json(response.body, ProxyInfo.self, what: "a proxy's description of itself")
        }
    }

    /// The same as `ProxySummary`, without a look at the other properties, of which there are hundreds.
    public func proxySummary() throws(AlluxioError) -> ProxySummary {
        try perform(.proxyInfo) { response throws(Answer.Mismatch) in
            if let summary = ProxySummary(plainly: response.body) { return summary }
            return ProxySummary(
                try Answer.json(response.body, ProxyInfo.self, what: "a proxy's description of itself"))
        }
    }

    public func createDirectory(_ path: AlluxioPath, _ options: CreateDirectoryOptions = .init())
        throws(AlluxioError)
    {
        try change(.createDirectory, path, options)
    }

    /// Deletes a file or a folder. A file's open streams stay, until they are closed.
    public func delete(_ path: AlluxioPath, _ options: DeleteOptions = .init()) throws(AlluxioError) {
        try change(.delete, path, options)
    }

    public func rename(_ path: AlluxioPath, to destination: AlluxioPath, _ options: RenameOptions = .init())
        throws(AlluxioError)
    {
        try change(.rename, path, options, query: ("dst", destination.description))
    }

    /// The status of a file or a folder: as `FileStatus`, or as any type that decodes what it needs of it.
    public func getStatus<Status: Decodable>(
        _ path: AlluxioPath, _ options: GetStatusOptions = .init(), as: Status.Type = FileStatus.self
    ) throws(AlluxioError) -> Status {
        try perform(call(.getStatus, path, options)) { response throws(Answer.Mismatch) in
            let status = try Answer.json(response.body, Status.self, what: "a status")
            try Answer.checkIfKnown(status)
            return status
        }
    }

    /// The same as `FileSummary`, without a look at what that leaves out.
    public func getStatus(
        _ path: AlluxioPath, _ options: GetStatusOptions = .init(), as: FileSummary.Type
    ) throws(AlluxioError) -> FileSummary {
        try perform(call(.getStatus, path, options)) { response throws(Answer.Mismatch) in
            if let summary = FileSummary(plainly: response.body) { return try Answer.possible(summary) }
            return try Answer.possible(Answer.json(response.body, FileSummary.self, what: "a status"))
        }
    }

    /// The statuses of what stands in a folder, or of the file itself: as `FileStatus`, or as any type
    /// that decodes what it needs of it.
    public func listStatus<Status: Decodable>(
        _ path: AlluxioPath, _ options: ListStatusOptions = .init(), as: Status.Type = FileStatus.self
    ) throws(AlluxioError) -> [Status] {
        try perform(call(.listStatus, path, options)) { response throws(Answer.Mismatch) in
            let statuses = try Answer.json(response.body, [Status].self, what: "a list of statuses")
            for status in statuses { try Answer.checkIfKnown(status, in: path) }
            return statuses
        }
    }

    /// The same as `FileSummary`, without a look at what that leaves out.
    public func listStatus(
        _ path: AlluxioPath, _ options: ListStatusOptions = .init(), as: FileSummary.Type
    ) throws(AlluxioError) -> [FileSummary] {
        try perform(call(.listStatus, path, options)) { response throws(Answer.Mismatch) in
            if let summaries = FileSummary.list(response.body) {
                return try Answer.possible(summaries, in: path)
            }
            return try Answer.possible(
                Answer.json(response.body, [FileSummary].self, what: "a list of statuses"), in: path)
        }
    }

    public func exists(_ path: AlluxioPath, _ options: ExistsOptions = .init()) throws(AlluxioError) -> Bool {
        try perform(call(.exists, path, options)) { response throws(Answer.Mismatch) in
            try Answer.truth(response.body)
        }
    }

    /// Takes a file or a folder's files out of the workers' storage; the under store must have them.
    public func free(_ path: AlluxioPath, _ options: FreeOptions = .init()) throws(AlluxioError) {
        try perform(call(.free, path, options), nothing)
    }

    public func setAttribute(_ path: AlluxioPath, _ options: SetAttributeOptions) throws(AlluxioError) {
        try perform(call(.setAttribute, path, options), nothing)
    }

    /// Mounts an under store's folder, given by its URI, at `path`.
    public func mount(_ path: AlluxioPath, source: String, _ options: MountOptions = .init())
        throws(AlluxioError)
    {
        try perform(call(.mount, path, options, query: ("src", source)), nothing)
    }

    public func unmount(_ path: AlluxioPath, _ options: UnmountOptions = .init()) throws(AlluxioError) {
        try perform(call(.unmount, path, options), nothing)
    }
}

extension AlluxioClient {
    private func change(
        _ operation: Operation, _ path: AlluxioPath, _ options: some SentOptions,
        query: (name: String, value: String)? = nil
    ) throws(AlluxioError) {
        var call = call(operation, path, options, query: query)
        call.changes = true
        try perform(call, nothing)
    }

    func call(
        _ operation: Operation, _ path: AlluxioPath, _ options: some SentOptions,
        query: (name: String, value: String)? = nil
    ) -> Call {
        Call(operation, path, query: query, body: options.body(dialect))
    }

    /// Reads the answer of a call that returns nothing.
    func nothing(_ response: HTTPResponse) throws(Answer.Mismatch) {
        try Answer.nothing(response.body)
    }
}
