import Alluxio
import CommandLineOptions
import StressTest

/// Where the files of a node stand in Alluxio, and where local copies stand.
enum FileOptions {
    private static let defaultRoot = AlluxioPath.root.appending(component: "alluxio-py-test")

    static let root = Option(
        "dst", .alluxioFolder, default: defaultRoot,
        help: "The folder in Alluxio; files stand at PATH/node_NAME/process_P.")
    static let node = Option.required(
        "node", .nodeName,
        help:
            "The name of the node, such as 1. Where it is not given it is the number that the job's launcher gave this task: \(NodeOptions.taskVariables.joined(separator: " or "))."
    ).orElse(from: NodeOptions.taskVariables)
    static let nodeToRead = Option(
        "node", .nodeName,
        help:
            "Remote mode: process P has SRC/node_NAME/process_P. Without it all have the one file SRC. With --nodes it may be left out under a job's launcher."
    ).orElse(from: NodeOptions.taskVariables, with: NodeOptions.names)
    static let nodeToVerify = Option(
        "node", .nodeName,
        help:
            "The name of the node, such as 1. Without it those of --record. With --nfiles or --nodes it may be left out under a job's launcher."
    ).orElse(from: NodeOptions.taskVariables, with: NodeOptions.names + ["nfiles"])
    static let source = Option.required(
        "src", .alluxioPath, help: "The file in Alluxio; with --node the folder that node_NAME stands in.")
    static let filesOfAProcess = Option(
        "files", .number(1...65_536), default: 1,
        help:
            "How many files each process has. With more than one they are process_P/file_F, F from 0.")
    static let count = Option.required(
        "nfiles", .number(1...4096), help: "Verifies the files of so many processes, from 0 on.")
    static let countOfNode = Option(
        "nfiles", .number(1...4096), help: "With --node: verifies the files of so many processes, from 0 on.")

    static func layout(_ options: ParsedOptions) -> FileLayout {
        FileLayout(root: options[root], node: options[node], filesOfAProcess: options[filesOfAProcess])
    }

    static func files(_ options: ParsedOptions) throws(UsageError) -> ReadPlan.Source {
        guard let node = options[nodeToRead] else {
            if options[filesOfAProcess] > 1 {
                throw options.error(filesOfAProcess, "is of a node's processes: give its --node, too")
            }
            return .oneFile(options[source])
        }
        return .node(
            FileLayout(root: options[source], node: node, filesOfAProcess: options[filesOfAProcess]))
    }
}
