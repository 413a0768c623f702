using System.Text.Json.Serialization;

namespace OrleansNews.Operations;

[JsonSerializable(typeof(AllocatorState))]
[JsonSerializable(typeof(OutboxRegistryState))]
internal sealed partial class OperationsJson : JsonSerializerContext;
