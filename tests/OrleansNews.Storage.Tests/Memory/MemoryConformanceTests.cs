using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Memory;

/// <summary>
/// The in-memory provider, which the tests of the grains run on: it must behave as the durable ones do, or those tests prove nothing about them.
/// <see cref="DurableGrainStorageConformance{TStore}"/> does not apply: this store ends with its silo, so that neither restart nor kill leaves anything to find.
/// </summary>
public sealed class MemoryConformanceTests(MemoryStore store) : GrainStorageConformance<MemoryStore>(store);
