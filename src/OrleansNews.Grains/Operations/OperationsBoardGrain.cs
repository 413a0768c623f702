using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;

namespace OrleansNews.Operations;

[GrainType("operations-board")]
internal sealed class OperationsBoardGrain([FromKeyedServices(NewsClock.Key)] TimeProvider time) : Grain, IOperationsBoardGrain
{
    private readonly ReportBoard<SiloReport> _silos = new(static report => report.Process.Id);
    private readonly ReportBoard<FrontEndReport> _frontEnds = new(static report => report.Process.Id);

    public Task ReportSiloAsync(SiloReport report)
    {
        _silos.Take(report, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task ReportFrontEndAsync(FrontEndReport report)
    {
        _frontEnds.Take(report, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task<OperationsReport?> ReadAsync(Actor actor)
    {
        if (!actor.May(Deed.See, Matter.Dashboard)) return Task.FromResult<OperationsReport?>(null);
        var now = time.GetUtcNow();
        return Task.FromResult<OperationsReport?>(new(
            [.. _silos.Read(now).OrderBy(silo => silo.Process.Place, StringComparer.Ordinal)],
            [.. _frontEnds.Read(now).OrderBy(front => front.Process.Place, StringComparer.Ordinal)]));
    }
}
