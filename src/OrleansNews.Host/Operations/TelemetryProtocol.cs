namespace OrleansNews.Operations;

/// <summary>The forms of the OpenTelemetry protocol.</summary>
internal enum TelemetryProtocol
{
    /// <summary>gRPC; collectors listen for it on port 4317.</summary>
    Grpc,

    /// <summary>Protobuf in HTTP requests, to <c>/v1/traces</c> and so on below the endpoint; collectors listen for it on port 4318.</summary>
    HttpProtobuf,
}
