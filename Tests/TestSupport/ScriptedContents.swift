import FoundationEssentials

extension ScriptedAlluxio {
    /// What a `ScriptedAlluxio` holds, and what its calls do to it.
    struct Contents {
        struct Stream {
            var path: String
            var isRead = false
        }

        let showing: Showing
        var entries: [String: Entry] = ["/": .folder("/")]
        var calls: [Call] = []
        var streams: [Int: Stream] = [:]
        var streamCount = 0

        init(showing: @escaping Showing) { self.showing = showing }

        mutating func put(_ entry: Entry) {
            var parent = Self.parent(entry.path)
            while entries[parent] == nil {
                entries[parent] = .folder(parent)
                parent = Self.parent(parent)
            }
            entries[entry.path] = entry
        }

        /// The call that a request makes; nil where it makes none.
        mutating func note(_ request: ReceivedRequest) -> Call? {
            guard let call = call(request) else { return nil }
            calls.append(call)
            return call
        }

        private func call(_ request: ReceivedRequest) -> Call? {
            let target = request.target.prefix { $0 != "?" }
            guard let slash = target.lastIndex(of: "/") else { return nil }
            let (place, operation) = (target[..<slash], String(target[target.index(after: slash)...]))
            if target == "/api/v1/proxy/info" {
                return Call(operation: "proxy-info", path: "", stream: nil, request: request)
            }
            if place.hasPrefix("/api/v1/streams/"), let number = Int(place.dropFirst(16)) {
                let path = streams[number]?.path ?? ""
                return Call(operation: operation, path: path, stream: number, request: request)
            }
            guard place.hasPrefix("/api/v1/paths/") else { return nil }
            let path = Self.decoded(place.dropFirst(14))
            let plain = "/" + path.split(separator: "/").joined(separator: "/")
            return Call(operation: operation, path: plain, stream: nil, request: request)
        }

        /// Text without its percent-encoding.
        private static func decoded(_ text: Substring) -> String {
            var bytes: [UInt8] = []
            var rest = Array(text.utf8)[...]
            while let byte = rest.popFirst() {
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                if byte == UInt8(ascii: "%"), let code = UInt8(digits, radix: 16) {
                    bytes.append(code)
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        static func parent(_ path: String) -> String {
            let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
            return parent.isEmpty ? "/" : String(parent)
        }
    }
}
