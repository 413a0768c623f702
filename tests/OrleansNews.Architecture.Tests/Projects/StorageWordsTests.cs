using System.Text.RegularExpressions;
using Mono.Cecil;
using OrleansNews.Fixtures;
using OrleansNews.Inspection;

namespace OrleansNews.Projects;

/// <summary>Storage keeps bytes for grains: it knows no word of news. SQL, in turn, is known to it alone.</summary>
public partial class StorageWordsTests
{
    [Fact]
    public void Storage_Names_HoldNoWordOfNews() => Rule.Holds(
        "Storage must not know what it stores: name it after bytes, keys and transactions.",
        Modules.Of("OrleansNews.Storage").Written().SelectMany(NewsWords));

    [Fact]
    public void NewsWords_OfATypeAboutStories_AreFound() =>
        Rule.Catches(nameof(RowOfArticles), NewsWords(Modules.Fixture(typeof(RowOfArticles))));

    [Fact]
    public void Sql_OutsideStorage_DoesNotExist() => Rule.Holds(
        "SQL text belongs to Storage.",
        Modules.All.Where(module => module.Assembly.Name.Name != "OrleansNews.Storage").SelectMany(Modules.Written).SelectMany(SqlTexts));

    [Fact]
    public void SqlTexts_OfATypeThatSelects_AreFound() => Rule.Catches(nameof(RowOfArticles), SqlTexts(Modules.Fixture(typeof(RowOfArticles))));

    private static IEnumerable<string> NewsWords(TypeDefinition type) =>
        type.WithNested().SelectMany(part => part.Methods.Select(method => method.Name).Concat(part.Fields.Select(field => field.Name)).Append(part.Name))
            .Where(name => WordOfNews().IsMatch(name)).Select(name => $"{type.FullName}: {name}");

    private static IEnumerable<string> SqlTexts(TypeDefinition type) =>
        from use in type.Instructions()
        where use.Instruction.Operand is string text && SqlStatement().IsMatch(text)
        select $"{type.FullName}: {use.Instruction.Operand}";

    [GeneratedRegex("Article|Story|Stories|Headline|Byline|Comment(?!Handling)|Listing|Permalink|Newsroom|Moderat", RegexOptions.None)]
    private static partial Regex WordOfNews();

    [GeneratedRegex(@"\b(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|VIRTUAL)|PRAGMA\s)", RegexOptions.Singleline)]
    private static partial Regex SqlStatement();
}
