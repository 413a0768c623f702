using System.Text.Json.Serialization;

namespace OrleansNews.Logs;

/// <summary>The stored form of a log's head and blocks.</summary>
[JsonSerializable(typeof(RawJson))]
internal sealed partial class LogsJson : JsonSerializerContext;
