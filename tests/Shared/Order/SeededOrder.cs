using System.IO.Hashing;
using System.Text;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(OrleansNews.SeededOrder))]
[assembly: TestMethodOrderer(typeof(OrleansNews.SeededOrder))]
[assembly: TestCaseOrderer(typeof(OrleansNews.SeededOrder))]

namespace OrleansNews;

/// <summary>
/// The order of tests: by chance, decided by ORLEANSNEWS_ORDER (a number; default 0) alone. Left to itself xunit orders them by the folder that the build lies in,
/// and a failure that comes from the order cannot be seen again in another. Collections that several classes share come first: they are the longest, and whichever
/// begins last ends alone.
/// </summary>
internal sealed class SeededOrder : ITestCollectionOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    private static readonly long Seed = Environment.GetEnvironmentVariable("ORLEANSNEWS_ORDER") is { Length: > 0 } text
        ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. Shuffle(testCollections, static collection => collection.TestCollectionDisplayName).OrderBy(static collection => collection.TestCollectionClassName is null)];

    public IReadOnlyCollection<T?> OrderTestMethods<T>(IReadOnlyCollection<T?> testMethods)
        where T : notnull, ITestMethod => Shuffle(testMethods, static method => method?.MethodName ?? "");

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases)
        where T : notnull, ITestCase => Shuffle(testCases, static test => test.TestCaseDisplayName);

    private static List<T> Shuffle<T>(IEnumerable<T> tests, Func<T, string> name) =>
        [.. tests.OrderBy(test => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(name(test)), Seed)).ThenBy(name, StringComparer.Ordinal)];
}
