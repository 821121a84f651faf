//! What a worker may take and touch: memory and processor time, and of the system only what it needs to
//! compute and to answer. It opens no file, no connection and no program, and signals nobody.

#[cfg(unix)]
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
#[cfg(unix)]
use rustix::time::{ClockId, clock_gettime};

/// Bytes of memory, as addresses: the largest feed that is fetched needs about a third.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// Seconds of processor time for one page. A page of 16 MB takes some 5 on a slow machine.
#[cfg(unix)]
const SECONDS: u64 = 20;

/// Shuts the cage, for all threads. What the system cannot do is left out: the process is apart all the same.
pub(super) fn shut() {
    #[cfg(unix)]
    {
        lower(Resource::As, MEMORY);
        lower(Resource::Core, 0);
    }
    #[cfg(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64")
    ))]
    let _ = calls::allow_only();
}

/// Gives the time for one page more.
pub(super) fn begin() {
    #[cfg(unix)]
    {
        let taken = clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
        let seconds = crate::world::fault::seconds().unwrap_or(SECONDS);
        let most = getrlimit(Resource::Cpu).maximum;
        let most = Rlimit {
            current: Some(taken + 1 + seconds),
            maximum: most,
        };
        let _ = setrlimit(Resource::Cpu, most);
    }
}

#[cfg(unix)]
fn lower(what: Resource, most: u64) {
    let now = getrlimit(what);
    let most = now.maximum.map_or(most, |maximum| maximum.min(most));
    let most = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    let _ = setrlimit(what, most);
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
mod calls {
    use std::collections::BTreeMap;
    use std::env::consts::ARCH;

    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, apply_filter_all_threads,
    };

    /// Memory, locks, the clock, chance, the end. Everything else fails with "not permitted", which no library takes
    /// amiss.
    const ALLOWED: &[libc::c_long] = &[
        libc::SYS_close,
        libc::SYS_brk,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_membarrier,
        libc::SYS_rseq,
        libc::SYS_set_robust_list,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_getrandom,
        libc::SYS_gettid,
        libc::SYS_getpid,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// Calls of which one argument, by its number, has to be one of these: what is read and written is the two pipes and
    /// the complaints, whatever else this program was started with; memory is no file's; limits are the worker's own,
    /// for the time of a page (`begin`).
    const BOUND: &[(libc::c_long, u8, &[u64])] = &[
        (libc::SYS_read, 0, &[0]),
        (libc::SYS_readv, 0, &[0]),
        (libc::SYS_write, 0, &[1, 2]),
        (libc::SYS_writev, 0, &[1, 2]),
        (libc::SYS_mmap, 4, &[0xffff_ffff]),
        (libc::SYS_prlimit64, 0, &[0]),
    ];

    pub(super) fn allow_only() -> Result<(), Box<dyn std::error::Error>> {
        let mut rules: BTreeMap<_, _> = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        for (call, argument, values) in BOUND {
            let rule = |value: &u64| {
                SeccompRule::new(vec![SeccompCondition::new(
                    *argument,
                    SeccompCmpArgLen::Dword,
                    SeccompCmpOp::Eq,
                    *value,
                )?])
            };
            rules.insert(*call, values.iter().map(rule).collect::<Result<_, _>>()?);
        }
        let filter: BpfProgram = SeccompFilter::new(
            rules,
            SeccompAction::Errno(libc::EPERM.unsigned_abs()),
            SeccompAction::Allow,
            ARCH.try_into()?,
        )?
        .try_into()?;
        Ok(apply_filter_all_threads(&filter)?)
    }
}
