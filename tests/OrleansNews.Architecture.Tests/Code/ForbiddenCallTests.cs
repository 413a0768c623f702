using Mono.Cecil;
using OrleansNews.Fixtures;
using OrleansNews.Inspection;

namespace OrleansNews.Code;

/// <summary>Calls that no project makes: the wall clock, waiting for a task by blocking, and code that is not there yet.</summary>
public class ForbiddenCallTests
{
    private static readonly HashSet<string> WallClock = new(StringComparer.Ordinal)
    {
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.Environment::get_TickCount", "System.Environment::get_TickCount64",
    };

    private static readonly HashSet<string> Blocking = new(StringComparer.Ordinal)
    {
        "System.Threading.Tasks.Task::Wait", "System.Threading.Tasks.Task::WaitAll", "System.Threading.Tasks.Task::WaitAny",
        "System.Threading.Tasks.Task`1::get_Result", "System.Threading.Tasks.ValueTask`1::get_Result",
    };

    // ASP.NET Core asks its key repository synchronously, at the start and once a day: there is nothing to await in.
    private static readonly HashSet<string> MayBlock = new(StringComparer.Ordinal) { "OrleansNews.Accounts.ClusterKeyRing" };

    private static readonly HashSet<string> SystemClock = new(StringComparer.Ordinal) { "System.TimeProvider::get_System" };

    private static readonly HashSet<string> Missing = new(StringComparer.Ordinal) { "System.NotImplementedException::.ctor" };

    [Fact]
    public void WallClock_IsReadNowhere() => Rule.Holds(
        "Time comes from [FromKeyedServices(NewsClock.Key)] TimeProvider, so that a test can move it. Durations may be measured with Stopwatch.",
        Modules.AllWritten.SelectMany(type => CallsTo(type, WallClock)));

    [Fact]
    public void SystemClock_IsNamedOnlyWhereItIsRegistered() => Rule.Holds(
        "TimeProvider.System is named where the clock is registered, in an Add... method of an ...Extensions class; everybody else has it injected.",
        Modules.AllWritten.Where(type => !type.Name.EndsWith("Extensions", StringComparison.Ordinal)).SelectMany(type => CallsTo(type, SystemClock)));

    [Fact]
    public void Task_IsNeverWaitedForByBlocking() => Rule.Holds(
        "A blocked thread of the pool stalls every grain of the silo: await the task.",
        Modules.AllWritten.Where(type => !MayBlock.Contains(type.FullName)).SelectMany(type => BlockingCalls(type).Concat(BlockingAwaiters(type))));

    [Fact]
    public void Code_ThatIsMissing_DoesNotExist() => Rule.Holds(
        "What is not implemented is not in the source.",
        Modules.AllWritten.SelectMany(type => CallsTo(type, Missing)));

    [Theory]
    [InlineData(nameof(ForbiddenCalls.ReadClock), "System.DateTimeOffset::get_UtcNow")]
    [InlineData(nameof(ForbiddenCalls.ReadTicks), "System.Environment::get_TickCount64")]
    public void WallClock_ReadByAFixture_IsFound(string method, string call) => Assert.Contains(
        CallsTo(Modules.Fixture(typeof(ForbiddenCalls)), WallClock),
        violation => violation.Contains(method, StringComparison.Ordinal) && violation.EndsWith(call, StringComparison.Ordinal));

    [Fact]
    public void Blocking_ByAFixture_IsFound()
    {
        var fixture = Modules.Fixture(typeof(ForbiddenCalls));

        var found = BlockingCalls(fixture).Concat(BlockingAwaiters(fixture)).ToList();

        Assert.Contains(found, violation => violation.Contains(nameof(ForbiddenCalls.TakeResult), StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.Contains(nameof(ForbiddenCalls.TakeAwaiter), StringComparison.Ordinal));
        Assert.DoesNotContain(found, violation => violation.Contains(nameof(ForbiddenCalls.AwaitAsync), StringComparison.Ordinal));
        Assert.DoesNotContain(found, violation => violation.Contains(nameof(ForbiddenCalls.TakeCompleted), StringComparison.Ordinal));
    }

    [Fact]
    public void MissingCode_OfAFixture_IsFound() => Rule.Catches(
        nameof(ForbiddenCalls.Later), CallsTo(Modules.Fixture(typeof(ForbiddenCalls)), Missing));

    // The result of a task that is known to be completed is there: nothing waits.
    private static IEnumerable<string> BlockingCalls(TypeDefinition type)
    {
        var asking = type.Calls().Where(call => call.Callee.Name == "get_IsCompletedSuccessfully").Select(call => $"{call.Caller.DeclaringType.FullName}.{call.Caller.Name} ").ToList();
        return CallsTo(type, Blocking).Where(call => !asking.Exists(method => call.StartsWith(method, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> CallsTo(TypeDefinition type, IReadOnlySet<string> forbidden) =>
        from call in type.Calls()
        let name = $"{call.Callee.DeclaringType.GetElementType().FullName}::{call.Callee.Name}"
        where forbidden.Contains(name)
        select $"{call.Caller.DeclaringType.FullName}.{call.Caller.Name} calls {name}";

    // The compiler calls GetResult in state machines and in the entry point that awaits Main. Dispose cannot await: it is what is left to a caller that
    // knows no IAsyncDisposable.
    private static IEnumerable<string> BlockingAwaiters(TypeDefinition type) =>
        from call in type.Calls()
        where call.Callee.Name == "GetResult" && call.Callee.DeclaringType.Name.Contains("TaskAwaiter", StringComparison.Ordinal)
        where call.Caller.Name is not ("MoveNext" or "<Main>" or "Dispose")
        select $"{call.Caller.DeclaringType.FullName}.{call.Caller.Name} calls GetAwaiter().GetResult()";
}
