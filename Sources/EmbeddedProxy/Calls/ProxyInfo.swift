import WebServer

extension Cluster {
    func proxyInfo() -> Response {
        var json = JSONText()
        json.object {
            $0.field("version", dialect.version.rawValue)
            $0.field(
                "configuration",
                object: {
                    $0.field("alluxio.version", dialect.version.rawValue)
                    $0.field("alluxio.user.block.size.bytes.default", "\(dialect.blockSizeBytes >> 20)MB")
                    $0.field("alluxio.user.file.writetype.default", dialect.writeType.rawValue)
                    $0.field("alluxio.user.file.readtype.default", "CACHE")
                    $0.field("alluxio.proxy.stream.cache.timeout", streams.timeout.alluxioText)
                    if dialect.version.hasS3V2 { $0.field("alluxio.proxy.s3.v2.version.enabled", false) }
                })
            $0.field("startTimeMs", startTimeMs)
            $0.field("uptimeMs", Self.nowMs() - startTimeMs)
        }
        return Response(200, contentType: MediaType.json, .bytes(json.bytes))
    }
}
