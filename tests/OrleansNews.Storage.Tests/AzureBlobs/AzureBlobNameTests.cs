using Orleans.Runtime;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>Which states have the names that Orleans' own provider gives them: all whose names Azure takes.</summary>
public sealed class AzureBlobNameTests
{
    private const string Around = "note-slot/.json";

    [Fact]
    public void Name_IsThatOfOrleansOwnProvider() => Assert.Equal("note-slot/7.json", NameOf("7"));

    // At most 1,024 characters.
    [Theory]
    [InlineData(1_024, true)]
    [InlineData(1_025, false)]
    public void Name_IsAHashBehindAzuresBoundOfCharacters(int length, bool isPlain) => AssertPlain(isPlain, new string('k', length - Around.Length));

    // At most 254 segments, of which the type is one.
    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void Name_IsAHashBehindAzuresBoundOfSegments(int segments, bool isPlain) => AssertPlain(isPlain, string.Join('/', Enumerable.Repeat("k", segments - 1)));

    private static void AssertPlain(bool isPlain, string key) => Assert.Equal(isPlain, NameOf(key) == $"note-slot/{key}.json");

    private static string NameOf(string key) => AzureBlobName.Of("note", GrainId.Create("slot", key));
}
