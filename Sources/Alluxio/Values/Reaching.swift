import HTTP

// What says how a proxy is reached, by the names that it has for a user of this library.
public typealias Access = HTTP.Access
public typealias TLS = HTTP.TLS
public typealias Certificates = HTTP.Certificates
public typealias HTTPHeader = HTTP.HTTPHeader
public typealias HTTPProxy = HTTP.HTTPProxy
