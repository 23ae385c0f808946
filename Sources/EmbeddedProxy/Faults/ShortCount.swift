import WebServer

extension Struck {
    /// How a write is answered that tells of fewer bytes than it took.
    var shortCount: Change {
        { receiver in
            let response = receiver.end()
            guard case .bytes(let text) = response.body,
                let count = Int64(String(decoding: text, as: UTF8.self)), count > 0
            else {
                strike.withdraw()
                return response
            }
            var random = strike.random
            let told = Int64.random(in: 0..<count, using: &random)
            strike.log(offset: told, length: count - told)
            return Response(response.status, contentType: response.contentType, text: String(told))
        }
    }
}
