import Alluxio
import Glibc

// The client, over a socket: an input is a row of calls, each with what the server answers, as `Exchange` reads them; 0xff
// ends each. A call that makes several requests takes as many of the answers. Whatever comes, it ends within its limits, and
// an error tells as much as errors do.

private let mostSecondsOfACall = 15.0
private let mostBytesOfAnError = 64 << 10

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let exchanges = UnsafeBufferPointer(start: start, count: count).split(separator: 0xff).map(Exchange.init)
    let script = AnswerScript(exchanges)
    let client = AnsweringServer.only.client(answeredBy: script)
    while let call = script.nextCall {
        let (taken, error) = run(call, client)
        if taken > mostSecondsOfACall { fatalError("\(call) took \(taken) s") }
        if let error { check(error) }
        _ = client.dateOfLatestAnswer
    }
    return 0
}

private func run(_ call: ClientCall, _ client: AlluxioClient) -> (seconds: Double, error: AlluxioError?) {
    let began = secondsNow()
    do throws(AlluxioError) {
        try call.make(client)
        return (secondsNow() - began, nil)
    } catch {
        return (secondsNow() - began, error)
    }
}

private func check(_ error: AlluxioError) {
    let kept = error.answer?.firstBytes.count ?? 0
    if error.message.isEmpty || kept > UnreadableAnswer.keptBytes
        || "\(error)".utf8.count > mostBytesOfAnError
    {
        fatalError("\(error)")
    }
}

private func secondsNow() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
