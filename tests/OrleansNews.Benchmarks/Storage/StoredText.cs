using System.Text.Json.Serialization;

namespace OrleansNews.Benchmarks.Storage;

/// <summary>The state that is written: about as large as <see cref="Text"/>.</summary>
internal sealed class StoredText
{
    public long Number { get; set; }

    public string Text { get; set; } = "";
}

[JsonSerializable(typeof(StoredText))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
