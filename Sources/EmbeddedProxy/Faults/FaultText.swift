/// Why a text is no fault: what is wrong in it, and what would be right.
public struct FaultTextError: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

extension Fault {
    /// What follows the kind, each as `KEY=VALUE`.
    private enum Key: String, CaseIterable {
        case first, every, limit, probability, seconds, path, operation
    }

    /// Reads a fault's text. In it a `:` of the path is written `\:`.
    public init(_ text: String) throws(FaultTextError) {
        var parts = Self.split(text)[...]
        let name = parts.removeFirst()
        guard let kind = Kind(rawValue: name) else {
            throw FaultTextError(
                "'\(name)' is no kind of fault; there are \(Kind.allCases.map(\.rawValue).joined(separator: " "))"
            )
        }
        self.init(kind)
        var given: Set<Key> = []
        for part in parts {
            let (key, value) = try Self.setting(part)
            guard given.insert(key).inserted else {
                throw FaultTextError("'\(key.rawValue)' is given twice in '\(text)'")
            }
            try set(key, to: value)
        }
    }

    private static func setting(_ part: String) throws(FaultTextError) -> (Key, String) {
        let words = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let key = Key(rawValue: words[0]) else {
            throw FaultTextError(
                "'\(words[0])' is nothing that a fault has; what follows its kind is \(Key.allCases.map { "\($0.rawValue)=…" }.joined(separator: " ")), each after a ':'"
            )
        }
        guard words.count == 2, !words[1].isEmpty else {
            throw FaultTextError("'\(part)' has no value: it is \(key.rawValue)=VALUE")
        }
        return (key, words[1])
    }

    private mutating func set(_ key: Key, to value: String) throws(FaultTextError) {
        switch key {
        case .first: first = try Self.whole(key, value, from: 0)
        case .every: every = try Self.whole(key, value, from: 1)
        case .limit: limit = try Self.whole(key, value, from: 1)
        case .probability:
            probability = try Self.number(key, value, upTo: 1, "a chance above 0 and up to 1, such as 0.1")
        case .seconds:
            guard kind.defaultSeconds != nil else {
                let lasting = Kind.allCases.filter { $0.defaultSeconds != nil }.map(\.rawValue)
                throw FaultTextError(
                    "'\(kind.rawValue)' takes no seconds; \(lasting.joined(separator: ", ")) do")
            }
            seconds = try Self.number(
                key, value, upTo: 86_400, "a number of seconds above 0 and up to 86400, such as 0.5")
        case .path: path = value
        case .operation: operation = try operation(value)
        }
    }

    private func operation(_ value: String) throws(FaultTextError) -> Operation {
        let possible = Operation.allCases.filter(kind.possibleOperations.contains).map(\.rawValue)
        guard let operation = Operation(rawValue: value) else {
            throw FaultTextError(
                "operation: '\(value)' is no operation; \(kind.rawValue) can strike \(possible.joined(separator: " "))"
            )
        }
        guard kind.possibleOperations.contains(operation) else {
            throw FaultTextError(
                "operation: '\(kind.rawValue)' can't strike \(value), only \(possible.joined(separator: " "))"
            )
        }
        return operation
    }

    private static func whole(_ key: Key, _ value: String, from least: Int) throws(FaultTextError) -> Int {
        guard value.allSatisfy({ "0123456789".contains($0) }), let number = Int(value), number >= least else {
            throw FaultTextError("\(key.rawValue): '\(value)' is no whole number of at least \(least)")
        }
        return number
    }

    private static func number(_ key: Key, _ value: String, upTo most: Double, _ expected: String)
        throws(FaultTextError) -> Double
    {
        // Not what else can be read as a number, such as "inf" and "0x1p3".
        let isPlain = value.allSatisfy { "0123456789.e-".contains($0) }
        guard isPlain, let number = Double(value), number > 0, number <= most else {
            throw FaultTextError("\(key.rawValue): '\(value)' is not \(expected)")
        }
        return number
    }
}

extension Fault: CustomStringConvertible {
    /// The text that gives the same fault again.
    public var description: String {
        var parts = [kind.rawValue]
        if first != 0 { parts.append("first=\(first)") }
        if every != 1 { parts.append("every=\(every)") }
        if let limit { parts.append("limit=\(limit)") }
        if probability != 1 { parts.append("probability=\(probability)") }
        if let seconds { parts.append("seconds=\(seconds)") }
        if let path { parts.append("path=\(Self.escaped(path))") }
        if let operation { parts.append("operation=\(operation.rawValue)") }
        return parts.joined(separator: ":")
    }

    /// The parts between colons, of which one after a `\` is none but stands for itself. Other escapes are the path's, and
    /// stay.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch (isEscaped, scalar) {
            case (false, ":"): parts.append("")
            case (false, "\\"):
                isEscaped = true
                continue
            case (true, ":"), (false, _): parts[parts.count - 1].unicodeScalars.append(scalar)
            case (true, _): parts[parts.count - 1] += "\\\(scalar)"
            }
            isEscaped = false
        }
        if isEscaped { parts[parts.count - 1] += "\\" }
        return parts
    }

    private static func escaped(_ path: String) -> String {
        var text = ""
        var isEscaped = false
        for scalar in path.unicodeScalars {
            if scalar == ":", !isEscaped { text += "\\" }
            text.unicodeScalars.append(scalar)
            isEscaped = scalar == "\\" && !isEscaped
        }
        return text
    }
}
