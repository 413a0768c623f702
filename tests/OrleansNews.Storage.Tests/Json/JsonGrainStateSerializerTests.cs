using System.Text.Json;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Json;

public sealed class JsonGrainStateSerializerTests
{
    private readonly JsonGrainStateSerializer _serializer = new([SuiteJson.Default]);

    private sealed record Unregistered(int Number);

    [Fact]
    public void Serialize_KnownType_ReadsBack()
    {
        var stored = _serializer.Serialize(new Note { Number = 3, Text = "na\u00EFve \U0001F4F0" });

        var read = _serializer.Deserialize<Note>(stored);

        Assert.Equal((3, "na\u00EFve \U0001F4F0"), (read.Number, read.Text));
    }

    [Fact]
    public void Serialize_UnknownType_IsAFaultThatNamesIt()
    {
        var fault = Assert.Throws<NotSupportedException>(() => _serializer.Serialize(new Unregistered(1)));

        Assert.Contains(nameof(Unregistered), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_UnknownType_IsAFaultThatNamesIt()
    {
        var fault = Assert.Throws<NotSupportedException>(() => _serializer.Deserialize<Unregistered>(new BinaryData("{}"u8.ToArray())));

        Assert.Contains(nameof(Unregistered), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_MembersOfANewerBuild_AreKeptWhenWrittenBack()
    {
        var newer = new BinaryData("""{"Number":3,"Mood":{"name":"calm","levels":[1,2]},"Text":"t"}"""u8.ToArray());

        var read = _serializer.Deserialize<Note>(newer);
        read.Number = 4;

        using var written = JsonDocument.Parse(_serializer.Serialize(read));
        Assert.Equal(4, written.RootElement.GetProperty("Number").GetInt32());
        Assert.Equal("""{"name":"calm","levels":[1,2]}""", written.RootElement.GetProperty("Mood").GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"Number":"three"}""")]
    public void Deserialize_Damaged_IsAFaultAndNeverAnEmptyState(string stored) =>
        Assert.Throws<JsonException>(() => _serializer.Deserialize<Note>(BinaryData.FromString(stored)));
}
