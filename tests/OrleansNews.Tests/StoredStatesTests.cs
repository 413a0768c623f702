using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansNews;

/// <summary>
/// What a released build has stored must keep loading, and be kept. Every stored type has golden files in which each of its members has a value; a new member needs a new file.
/// <c>UPDATE_GOLDEN_FILES=1</c> writes the files that are missing.
/// </summary>
public sealed class StoredStatesTests
{
    private static readonly JsonSerializerOptions _indented = new(StoredStates.Contracts) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> States => [.. StoredStates.All.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public void State_HasGoldenFilesWithAllItsMembers(string state)
    {
        var type = StoredStates.All[state];
        var missing = StoredStates.ObjectsIn(type).SelectMany(contract => StoredStates.Members(contract).Select(member => (contract.Type, member.Name))).ToHashSet();
        foreach (var file in StoredStates.FilesOf(type))
        {
            StoredStates.Visit(JsonNode.Parse(File.ReadAllText(file)), type, (stored, contract) =>
            {
                foreach (var (name, value) in stored)
                    if (HoldsSomething(value)) missing.Remove((contract.Type, name));
            });
        }

        if (missing.Count > 0 && Environment.GetEnvironmentVariable("UPDATE_GOLDEN_FILES") == "1") Write(state, type);
        Assert.True(missing.Count == 0, $"No file {StoredStates.FolderOf(type)}/{state}-*.json has a value for {string.Join(", ", missing.Select(member => $"{member.Type.Name}.{member.Name}"))}. Run this test with UPDATE_GOLDEN_FILES=1.");
    }

    [Theory]
    [MemberData(nameof(States))]
    public void State_GoldenFiles_AreReadAndWrittenWithAllTheyHold_AlsoWhatOnlyANewerBuildKnows(string state)
    {
        var type = StoredStates.All[state];
        foreach (var file in StoredStates.FilesOf(type))
        {
            var golden = JsonNode.Parse(File.ReadAllText(file))!;
            AssertKept(golden, Rewrite(golden, type), Path.GetFileName(file));
            StoredStates.Visit(golden, type, (stored, contract) =>
            {
                if (StoredStates.KeepsUnknown(contract)) stored["zz"] = new JsonObject { ["newer"] = new JsonArray(1) };
            });
            AssertKept(golden, Rewrite(golden, type), Path.GetFileName(file));
        }
    }

    [Fact]
    public void States_AndAllTheirParts_KeepWhatTheyDoNotKnow() =>
        Assert.Empty(StoredStates.All.Values.SelectMany(StoredStates.ObjectsIn).Where(contract => !StoredStates.KeepsUnknown(contract)).Select(contract => contract.Type.Name).Distinct());

    private static JsonNode? Rewrite(JsonNode stored, Type type) =>
        JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(stored, StoredStates.Contract(type)), StoredStates.Contract(type));

    // Written may be more: members that the file is too old to have.
    private static void AssertKept(JsonNode? golden, JsonNode? written, string place)
    {
        switch (golden)
        {
            case JsonObject stored:
                var kept = Assert.IsType<JsonObject>(written);
                foreach (var (name, value) in stored)
                {
                    Assert.True(kept.ContainsKey(name), $"{place}: {name} is lost.");
                    AssertKept(value, kept[name], $"{place}: {name}");
                }

                break;
            case JsonArray items:
                var same = Assert.IsType<JsonArray>(written);
                Assert.Equal(items.Count, same.Count);
                for (var i = 0; i < items.Count; i++) AssertKept(items[i], same[i], $"{place}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(golden, written), $"{place} is {written?.ToJsonString()} instead of {golden?.ToJsonString()}.");
                break;
        }
    }

    private static bool HoldsSomething(JsonNode? value) => value switch
    {
        null => false,
        JsonArray items => items.Count > 0,
        JsonObject stored => stored.Count > 0,
        _ => value.ToJsonString() is not ("0" or "false" or "\"\""),
    };

    private static void Write(string state, Type type)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OrleansNews.Tests.csproj"))) folder = folder.Parent;
        var path = Directory.CreateDirectory(Path.Combine(folder.FullName, StoredStates.FolderOf(type))).FullName;
        var number = 1;
        while (File.Exists(Path.Combine(path, $"{state}-{number}.json"))) number++;
        File.WriteAllText(Path.Combine(path, $"{state}-{number}.json"), Rewrite(StoredSamples.Of(type), type)!.ToJsonString(_indented) + "\n");
    }
}
