"""Problems for optimisers: what is handed out, what a way records, and that a wrong step shows in it."""

from __future__ import annotations

import torch

from grader.suite import steps


def descent(lr, clear=False):
    def optimizer(params):
        def step():
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    if clear:
                        p.grad = None

        return step

    return optimizer


def sgd(lr):
    return lambda params: torch.optim.SGD(params, lr=lr).step


class TestChanged:
    def test_what_a_step_made_of_copies(self):
        params, settings = steps.parameters((2, 3), (1,), dtype=torch.float64), {"t": 1}
        before = [p.detach().clone() for p in params]

        def step(params, states, settings):
            settings["t"] += 1
            with torch.no_grad():
                for p, (v,) in zip(params, states, strict=True):
                    v += p.grad
                    p -= v

        after, states, later = steps.changed(step, params, tuple((torch.ones_like(p),) for p in before), settings)
        for p, q, (v,) in zip(after, params, states, strict=True):
            assert torch.equal(v, 1 + q.grad)
            assert torch.equal(p, q - v)
        assert (settings, later) == ({"t": 1}, {"t": 2})
        assert all(torch.equal(p, q) for p, q in zip(params, before, strict=True))

    def test_replacing_in_a_list_is_no_change(self):
        params = steps.parameters((2,))

        def step(params):
            params[0] = torch.zeros(2)

        assert torch.equal(steps.changed(step, params)[0][0], params[0])


class TestTheWay:
    def test_is_that_of_torch(self):
        problems = steps.problems()
        expected = steps.way(problems, sgd(0.05))
        assert expected.shape == (100, 2 + 4 + 21)
        assert expected.dtype == torch.float64
        torch.testing.assert_close(steps.way(problems, descent(0.05)), expected, rtol=1e-12, atol=1e-12)

    def test_each_problem_goes_its_own(self):
        problems = steps.problems()
        alone = [steps.way([problem], sgd(0.05), 5) for problem in problems]
        assert torch.allclose(steps.way(problems, sgd(0.05), 5), torch.cat(alone, dim=1), rtol=1e-12)

    def test_whether_gradients_are_cleared_makes_no_difference(self):
        problems = steps.problems()
        assert torch.equal(steps.way(problems, descent(0.05), 5), steps.way(problems, descent(0.05, clear=True), 5))

    def test_the_start_stays(self):
        problems = steps.problems()
        before = [p.clone() for problem in problems for p in problem.start]
        steps.way(problems, sgd(0.05), 3)
        after = [p for problem in problems for p in problem.start]
        assert all(torch.equal(p, q) for p, q in zip(after, before, strict=True))

    def test_leads_down(self):
        for problem in steps.problems():
            params = []
            steps.way(
                [problem], lambda given, params=params: params.extend(given) or torch.optim.Adam(given, lr=0.1).step
            )
            before, after = (sum(problem.loss(t, *where) for t in range(10)) for where in (problem.start, params))
            assert after < before

    def test_each_step_sees_another_batch(self):
        for problem in steps.problems():
            losses = [float(problem.loss(t, *problem.start)) for t in range(20)]
            assert len(set(losses)) == 10
            assert losses[:10] == losses[10:]

    def test_rounding_stays_rounding(self):
        def blurred(params):
            optimizer = torch.optim.RMSprop(params, lr=0.03, alpha=0.9)

            def step():
                for p in params:
                    p.grad *= 1 + 1e-15 * torch.randn_like(p)
                optimizer.step()

            return step

        problems = steps.problems()
        plain = steps.way(problems, lambda params: torch.optim.RMSprop(params, lr=0.03, alpha=0.9).step)
        assert torch.allclose(steps.way(problems, blurred), plain, rtol=1e-12, atol=1e-12)

    def test_dtype(self):
        assert steps.way(steps.problems(torch.float32), sgd(0.05), 2).dtype == torch.float32


def test_each_seed_has_problems_of_its_own():
    starts = []
    for seed in (0, 0, 1):
        torch.manual_seed(seed)
        starts.append([p for problem in steps.problems() for p in problem.start])
    alike = [all(torch.equal(p, q) for p, q in zip(starts[0], other, strict=True)) for other in starts[1:]]
    assert alike == [True, False]
