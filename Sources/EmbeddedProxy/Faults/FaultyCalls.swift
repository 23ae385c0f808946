import WebServer

/// The proxy's calls, where faults may strike them.
struct FaultyCalls: Sendable {
    let cluster: Cluster
    let injector: FaultInjector

    /// What becomes of a request.
    func reception(of head: RequestHead, pause: @escaping PausableServer.Pause) -> Reception {
        guard injector.isArmed, let client = head.client, let call = StrikableCall(head, cluster) else {
            return cluster.reception(of: head)
        }
        let reception = injector.strike(among: call.possibleKinds, call.operation, path: call.path) {
            Struck(strike: $0, call: call, client: client, dialect: cluster.dialect)
                .reception(of: head, cluster, pause)
        }
        return reception ?? cluster.reception(of: head)
    }
}

/// A call and what strikes it.
struct Struck {
    let strike: Strike
    let call: StrikableCall
    let client: any Client
    let dialect: Dialect

    /// What becomes of the call; nil where the strike would change nothing.
    fileprivate func reception(
        of head: RequestHead, _ cluster: Cluster, _ pause: @escaping PausableServer.Pause
    ) -> Reception? {
        if isDamage {
            return damagedRead().map { .body(ChangedCall(cluster.reception(of: head).receiver, $0)) }
        }
        if let change = change() {
            return .body(ChangedCall(cluster.reception(of: head).receiver, change))
        }
        strike.log()
        // Even what is not carried out is taken to its end, or its sender might not look for the answer.
        return .body(DiscardedBody { refusal(of: head, pause) })
    }
}

// What is carried out, by how its answer is made.
extension Struck {
    typealias Change = (any BodyReceiver) -> Response

    /// How the call is answered that is carried out, with the strike told of; nil where it isn't carried out.
    func change() -> Change? {
        let (offset, length) = call.extent
        var random = strike.random
        // Within the body, so that there is something before it and something behind.
        let place = length > 1 ? Int64.random(in: 1..<length, using: &random) : 0
        switch strike.kind {
        case .cut:
            strike.log(offset: offset + place, length: length - place)
            return changingBody { CutBody($0, after: place, call.reader) }
        case .stall:
            strike.log(offset: offset + place)
            return changingBody { StallingBody($0, after: place, for: strike.fault.duration, client) }
        case .slow:
            strike.log()
            return changingBody { SlowBody($0, length: length, for: strike.fault.duration, client) }
        case .empty:
            strike.log(offset: offset, length: length)
            return { receiver in
                var response = receiver.end()
                call.reader?.skipRest()
                response.body = .bytes([])
                return response
            }
        case .late:
            strike.log()
            return { receiver in
                let response = receiver.end()
                return client.wait(for: strike.fault.duration) ? response : .nothing
            }
        case .lateEffect:
            strike.log()
            return { receiver in
                if client.waitAnyway(for: strike.fault.duration) {
                    _ = receiver.end()
                    call.reader?.skipRest()
                }
                return .nothing
            }
        case .shortCount: return shortCount
        default: return nil
        }
    }

    private func changingBody(_ change: @escaping (any BodySource) -> any BodySource) -> Change {
        { receiver in
            var response = receiver.end()
            response.body = .stream(change(response.body.source), length: response.body.sentLength)
            return response
        }
    }
}
