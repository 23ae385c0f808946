extension ResultDocument {
    /// The whole files of one kind, written or read.
    struct WholeFiles {
        static let names = ["write-file", "read-file"]

        var name: String
        var operation: Operation
        /// By the run's seconds; nil where it had none.
        var bytesPerSecond: Double?
        /// What was done with them.
        var verb: String { name == "write-file" ? "written" : "read" }
    }

    /// Of each kind that there was; of `mixed` there are two.
    var wholeFiles: [WholeFiles] {
        WholeFiles.names.compactMap { name in
            operations[name].map { operation in
                let seconds = totals.seconds
                return WholeFiles(
                    name: name, operation: operation,
                    bytesPerSecond: seconds > 0 ? Double(operation.bytes) / seconds : nil)
            }
        }
    }
}
