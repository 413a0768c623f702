using System.Text.RegularExpressions;
using OrleansNews.Inspection;

namespace OrleansNews.Code;

/// <summary>A file holds one thing, bears its name, and can be read in one sitting.</summary>
public partial class FileTests
{
    private const int MostLines = 300;

    // Paths of files that may be longer, each with its reason. Empty, and meant to stay so.
    private static readonly Dictionary<string, string> Long = new(StringComparer.Ordinal);

    [Fact]
    public void File_Length_IsAtMost300Lines() => Rule.Holds(
        $"A file of more than {MostLines} lines does more than one thing.",
        from file in Repository.Sources("src", ".cs", ".razor", ".js")
        where file.Lines > MostLines && !Long.ContainsKey(file.Path)
        select $"{file.Path}: {file.Lines} lines");

    [Fact]
    public void File_Content_IsOneThing() => Rule.Holds(
        "A file is one type with behaviour, named like the file, with what belongs to it: messages, its own cases, a companion that bears its name; or messages alone.",
        Repository.Sources("src", ".cs").SelectMany(Strangers));

    [Theory]
    [InlineData("Stove.cs", "public sealed class Stove\n{\n}\n\npublic sealed record Pot(int Litres);\n", 0)]
    [InlineData("Pots.cs", "public sealed record Pot(int Litres);\n\npublic enum Lid : byte\n", 0)]
    [InlineData("Stove.cs", "public sealed class Stove\n{\n}\n\ninternal static class Oven\n{\n", 1)]
    [InlineData("Kitchen.cs", "internal sealed partial class Stove\n{\n", 1)]
    [InlineData("Stove.Heat.cs", "internal sealed partial class Stove\n{\n", 0)]
    [InlineData("StoveOptions.cs", "public sealed class StoveOptions\n{\n}\n\ninternal sealed class StoveOptionsValidator : IValidateOptions<StoveOptions>\n{\n", 0)]
    [InlineData("Heat.cs", "internal abstract class Heat\n{\n}\n\ninternal sealed class Boil(int degrees) : Heat\n{\n", 0)]
    [InlineData("StoveExceptions.cs", "internal sealed class TooHotException : Exception\n{\n}\n\ninternal sealed class TooColdException : Exception\n{\n", 0)]
    public void Strangers_OfAFile_AreCounted(string name, string text, int expected) =>
        Assert.Equal(expected, Strangers(new SourceFile("src/OrleansNews.Web/Site/" + name, text)).Count());

    [Fact]
    public void Source_Text_PromisesNothingForLater() => Rule.Holds(
        "What is left to do is an issue, not a comment.",
        from file in Repository.Sources("src", ".cs", ".razor", ".js", ".css").Concat(Repository.Sources("tests", ".cs"))
        where file.Project != "OrleansNews.Architecture.Tests" && ForLater().IsMatch(file.Text)
        select file.Path);

    [Theory]
    [InlineData("// TODO: count", true)]
    [InlineData("// FIXME", true)]
    [InlineData("var todos = 1;", false)]
    public void ForLater_KnowsItsWords(string text, bool expected) => Assert.Equal(expected, ForLater().IsMatch(text));

    private static IEnumerable<string> Strangers(SourceFile file) =>
        from Match type in Declaration().Matches(file.Text)
        let isMessage = type.Groups["kind"].Value is "record" or "struct" or "enum" or "delegate"
        let name = type.Groups["name"].Value
        where !isMessage && !name.StartsWith(file.Subject, StringComparison.Ordinal) && !name.EndsWith("Exception", StringComparison.Ordinal)
        where !Regex.IsMatch(type.Groups["bases"].Value, $@":.*\b{file.Subject}\b")
        select $"{file.Path}: {name}";

    // Namespaces are file-scoped, so that what begins a line is declared at the top.
    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)+(?<kind>class|struct|interface|record|enum|delegate)\s+(?:struct\s+|class\s+)?(?<name>\w+)(?<bases>[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex ForLater();
}
