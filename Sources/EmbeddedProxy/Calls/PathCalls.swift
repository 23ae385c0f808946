import WebServer

// The calls on paths: options are read first, then the path is looked at, as the proxy does it.
extension Cluster {
    func perform(
        _ operation: PathOperation, on text: String, _ query: Query, options body: [UInt8],
        _ head: RequestHead
    ) -> Response {
        guard head.isReadAsJSON(body) else {
            return RouteFailure.http(415, "Unsupported Media Type", produces: MediaType.json)
                .response(to: head, in: dialect)
        }
        do {
            let options = try Options(body, dialect.options[operation])
            return try answer(operation, text, query, options)
        } catch let bad as BadOptions {
            return bad.response
        } catch let failure as AlluxioFailure {
            return failure.response(in: dialect, to: operation)
        } catch {
            return RouteFailure.http(500, "Internal Server Error").response(to: head, in: dialect)
        }
    }

    private func answer(_ operation: PathOperation, _ text: String, _ query: Query, _ options: Options)
        throws(AlluxioFailure) -> Response
    {
        let source = operation == .mount ? try query.required("src") : ""
        let destination = operation == .rename ? try query.required("dst") : ""
        let path: AlluxioPath
        do throws(AlluxioFailure) {
            path = try AlluxioPath(text)
        } catch {
            // Of what is no path exists says that it is not there.
            guard operation == .exists, error.code == .invalidArgument else { throw error }
            return truth(false)
        }
        let now = Self.nowMs()
        switch operation {
        case .createFile: return number(Int64(try createFile(path, options, now: now)))
        case .openFile: return number(Int64(try openFile(path, now: now)))
        case .createDirectory:
            try changing { tree throws(AlluxioFailure) in
                try tree.createFolder(
                    path, options.creation(dialect), allowExists: options.truth("allowExists") ?? false,
                    now: now)
            }
        case .delete:
            try changing { tree throws(AlluxioFailure) in
                try tree.delete(path, recursive: options.truth("recursive") ?? false, now: now)
            }
        case .free:
            try changing { tree throws(AlluxioFailure) in
                try tree.free(path, recursive: options.truth("recursive") ?? false)
            }
        case .rename:
            let destination = try AlluxioPath(destination)
            try changing { tree throws(AlluxioFailure) in
                try tree.rename(path, to: destination, now: now)
            }
        case .setAttribute:
            try changing { tree throws(AlluxioFailure) in
                try tree.set(options.changes, of: path, now: now)
            }
        case .mount:
            try changing { tree throws(AlluxioFailure) in
                try tree.mount(
                    path, from: source, readOnly: options.truth("readOnly") ?? false,
                    shared: options.truth("shared") ?? false, now: now)
            }
        case .unmount:
            try changing { tree throws(AlluxioFailure) in try tree.unmount(path, now: now) }
        case .exists:
            return truth(namespace.withLock { if case .found = $0.resolve(path) { true } else { false } })
        case .getStatus, .listStatus:
            return try status(path, operation, recursive: options.truth("recursive") ?? false)
        }
        return Response(200)
    }

    private func createFile(_ path: AlluxioPath, _ options: Options, now: Int64) throws(AlluxioFailure)
        -> Int32
    {
        var creation = options.creation(dialect)
        creation.recursive = creation.recursive || dialect.createFileMakesFolders
        let writer = try changing { [creation, dialect] tree throws(AlluxioFailure) in
            try tree.createFile(
                path, creation, overwrite: options.truth("overwrite") ?? false,
                blockSizeBytes: options.integer("blockSizeBytes") ?? dialect.blockSizeBytes,
                replicationMin: options.integer("replicationMin") ?? 0,
                replicationMax: options.integer("replicationMax") ?? -1, now: now)
        }
        return open(.writer(writer))
    }

    private func openFile(_ path: AlluxioPath, now: Int64) throws(AlluxioFailure) -> Int32 {
        let reader = try changing { tree throws(AlluxioFailure) in
            try tree.open(path, evenIncomplete: dialect.opensIncompleteFiles, now: now)
        }
        return open(.reader(reader))
    }

    /// One status, or a list of those of a folder's children.
    private func status(_ path: AlluxioPath, _ operation: PathOperation, recursive: Bool)
        throws(AlluxioFailure) -> Response
    {
        // Only looked up under the lock: the inodes are values, and the text is made of them outside of it.
        let listed = try changing { tree throws(AlluxioFailure) in
            let inode = try tree.inode(at: path)
            guard operation == .listStatus, inode.isFolder else { return [(inode, path)] }
            let ids = recursive ? tree.descendants(of: inode.id) : tree.children(of: inode.id)
            return ids.compactMap { id in tree[id].map { ($0, tree.path(of: id)) } }
        }
        let shown = faults.isArmed ? shown(listed) : listed
        guard operation == .getStatus else { return statuses(shown) }
        guard let (inode, path) = shown.first else { throw .missing(path) }
        var json = JSONText()
        json.status(inode, path, dialect.status)
        return Response(200, contentType: MediaType.json, .bytes(json.bytes))
    }

    private func statuses(_ shown: [(Inode, AlluxioPath)]) -> Response {
        var json = JSONText()
        json.array { for (inode, path) in shown { $0.status(inode, path, dialect.status) } }
        return Response(200, contentType: MediaType.json, .bytes(json.bytes))
    }

    private func changing<Result: Sendable>(
        _ body: (inout Namespace) throws(AlluxioFailure) -> Result
    ) throws(AlluxioFailure) -> Result {
        try namespace.withLock { tree throws(AlluxioFailure) in try body(&tree) }
    }

    private func number(_ number: Int64) -> Response {
        Response(200, contentType: MediaType.json, text: String(number))
    }

    private func truth(_ truth: Bool) -> Response {
        Response(200, contentType: MediaType.json, text: String(truth))
    }
}

extension RequestHead {
    /// Whether Jersey has a reader of JSON for a body: not for one without a type, and for none of just any type.
    fileprivate func isReadAsJSON(_ body: [UInt8]) -> Bool {
        guard let contentType else { return body.isEmpty }
        if contentType == MediaType.json { return true }
        return MediaType(contentType)?.isRange == false
    }
}

extension Query {
    fileprivate func required(_ name: String) throws(AlluxioFailure) -> String {
        guard let value = self[name] else { throw .noParameter(name) }
        return value
    }
}
