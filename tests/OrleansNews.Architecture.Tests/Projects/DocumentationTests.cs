using System.Text.RegularExpressions;
using OrleansNews.Inspection;

namespace OrleansNews.Projects;

/// <summary>What the documents point at is there.</summary>
public partial class DocumentationTests
{
    public static TheoryData<string> Documents => ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "deploy/README.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Tests_NamedInADocument_Exist(string document)
    {
        var files = Repository.Sources("tests", ".cs").Select(file => file.Subject).ToHashSet(StringComparer.Ordinal);
        Rule.Holds(
            $"{document} names tests that do not exist.",
            TestName().Matches(Repository.Read(document)).Select(name => name.Groups[1].Value).Where(name => !files.Contains(name)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfADocument_LeadSomewhere(string document) => Rule.Holds(
        $"{document} links to files that do not exist.",
        from Match link in Link().Matches(Repository.Read(document))
        let target = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, link.Groups[1].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select link.Groups[1].Value);

    /// <summary>Whoever writes a program that judges comments has nothing but this to go by.</summary>
    [Fact]
    public void WhatAClassifierIsSentAndAnswers_IsDescribed()
    {
        var source = Repository.Read("src/OrleansNews.Grains/Moderation/Classifier/CommentClassifier.cs") + Repository.Read("src/OrleansNews.Grains/Moderation/Classifier/ClassifierMessages.cs");
        var words = ClassifierWord().Matches(source).Select(word => word.Value.Trim('"')).Order(StringComparer.Ordinal).ToList();
        var document = Repository.Read("deploy/README.md");
        Assert.Equal(["X-OrleansNews-Signature", "X-OrleansNews-Timestamp", "approve", "hold", "spam", "trash"], words);
        Rule.Holds("deploy/README.md does not say what a classifier is sent and answers.", words.Where(word => !document.Contains(word, StringComparison.Ordinal)));
    }

    [GeneratedRegex("\"X-OrleansNews-\\w+\"|(?<=^ +)\"[a-z]+\"(?= =>)", RegexOptions.Multiline)]
    private static partial Regex ClassifierWord();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Link();
}
